import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileX2, LaptopMinimal, ShieldAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { Problem } from '../ui/Problem.tsx'
import { useChange } from './useChange.ts'

export interface StartAnewDialogProps {
  readonly own: OwnDevice
  readonly onClose: () => void
}

/** [DL-9] The last way in: new keys, and everybody who knew the old ones is warned. */
export function StartAnewDialog({ own, onClose }: StartAnewDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const form = useId()
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState(false)
  const { busy, problem, run } = useChange()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || password === '') return
    const done = await run(() => own.reset(password))
    if (done.ok) onClose()
    else setWrong(done.failure?.error === 'wrong-credentials')
  }
  return (
    <ModalLayer role="alertdialog" bottom width={480} labelledBy={heading} onClose={onClose}>
      <header>
        <span className="stop">
          <ShieldAlert className="i l" />
        </span>
        <h2 id={heading}>
          <Trans>Start with new keys?</Trans>
        </h2>
      </header>
      <form id={form} className="body" onSubmit={event => void submit(event)}>
        <Consequences />
        <PasswordField
          label={t`Your password`}
          autoComplete="current-password"
          value={password}
          onChange={next => {
            setPassword(next)
            setWrong(false)
          }}
          error={wrong ? t`This is not your password.` : null}
        />
        <Problem text={wrong ? null : problem} />
      </form>
      <footer>
        <button type="button" className="btn plain" onClick={onClose}>
          <Trans>Cancel</Trans>
        </button>
        <button
          type="submit"
          form={form}
          className="btn hang"
          aria-busy={busy}
          disabled={password === '' && !busy}
        >
          <Trans>Start with new keys</Trans>
        </button>
      </footer>
    </ModalLayer>
  )
}

function Consequences() {
  return (
    <ul className="points close">
      <li>
        <ShieldAlert className="i" />
        <span>
          <Trans>
            <b>Whoever has verified you is warned,</b> and calls with them are blocked until they accept your
            new keys. Everybody else sees that your keys are new.
          </Trans>
        </span>
      </li>
      <li>
        <LaptopMinimal className="i" />
        <span>
          <Trans>Your other devices no longer ring and can’t call. You approve each of them anew.</Trans>
        </span>
      </li>
      <li>
        <FileX2 className="i" />
        <span>
          <Trans>Your old recovery key is worth nothing any more. You get a new one.</Trans>
        </span>
      </li>
    </ul>
  )
}
