import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { PendingDevice } from '@tacet/protocol/device'
import { decodeBase32 } from '@tacet/protocol/verified/base32'
import { shortDeviceId } from '@tacet/protocol/verified/shortDeviceId'
import { type FormEvent, useId, useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { Problem } from '../ui/Problem.tsx'
import { CodeField } from './CodeField.tsx'
import { groupTyped } from './typedCode.ts'
import { useChange } from './useChange.ts'

/** [DL-8] 80 bits: 16 characters. */
const CODE_BYTES = 10
const CODE_LENGTH = 16

export interface ApproveDialogProps {
  readonly own: OwnDevice
  /** The one that waits; null where a scanned code says which one it must be. */
  readonly pending: PendingDevice | null
  /** A scanned code; empty where it is typed. */
  readonly code: string
  readonly onClose: () => void
  /** Somebody else has the person’s password. */
  readonly onTurnedAway: () => void
}

/** [DL-8] On an old device: is that new one mine? Its code is typed from its own screen, or was scanned there. */
export function ApproveDialog({ own, pending, code, onClose, onTurnedAway }: ApproveDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const form = useId()
  const [typed, setTyped] = useState(groupTyped(code, CODE_LENGTH))
  const [unknown, setUnknown] = useState(false)
  const { busy, problem, run } = useChange()
  const whole = decodeBase32(typed, CODE_BYTES) !== null
  const approve = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !whole) return
    const done = await run(() => own.approve(typed))
    if (done.ok) onClose()
    else setUnknown(done.failure === null)
  }
  const turnAway = async () => {
    if (!pending) return
    const done = await run(() => own.turnAway(pending.device.dev))
    if (done.ok) onTurnedAway()
  }
  return (
    <ModalLayer role="alertdialog" bottom labelledBy={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>
          <Trans>Is this your device?</Trans>
        </h2>
      </header>
      <form id={form} className="body" onSubmit={event => void approve(event)}>
        <Lead pending={pending} />
        {pending && <Waiting pending={pending} />}
        <CodeField
          label={t`Code that stands on the new device`}
          value={typed}
          length={CODE_LENGTH}
          onChange={next => {
            setTyped(next)
            setUnknown(false)
          }}
          error={
            unknown
              ? t`No device that waits has this code. Compare it once more, and keep its page open meanwhile.`
              : null
          }
        />
        <Warning />
        <Problem text={problem} />
      </form>
      <footer>
        {pending && (
          <button type="button" className="btn danger" onClick={() => void turnAway()}>
            <Trans>That’s not me</Trans>
          </button>
        )}
        <span className="grow" />
        <button type="button" className="btn plain" onClick={onClose}>
          <Trans>Later</Trans>
        </button>
        <button type="submit" form={form} className="btn main" aria-busy={busy} disabled={!whole}>
          <Trans>Approve</Trans>
        </button>
      </footer>
    </ModalLayer>
  )
}

function Waiting({ pending: { device, label } }: { readonly pending: PendingDevice }) {
  return (
    <dl className="kv">
      <dt>
        <Trans>Name</Trans>
      </dt>
      <dd>
        <Trans>
          “<bdi>{label}</bdi>”
        </Trans>
      </dd>
      <dt>
        <Trans>Key</Trans>
      </dt>
      <dd className="mono">{shortDeviceId(device.dev)}</dd>
    </dl>
  )
}

function Lead({ pending }: Pick<ApproveDialogProps, 'pending'>) {
  return (
    <p className="quiet f3">
      {pending ? (
        <Trans>Somebody has signed in with your password and wants to use this device:</Trans>
      ) : (
        <Trans>You have scanned the code of a new device.</Trans>
      )}
    </p>
  )
}

function Warning() {
  return (
    <Banner tone="look">
      <Trans>
        Approve only if you have the new device <b>in front of you</b>. It can call in your name afterwards.
      </Trans>
    </Banner>
  )
}
