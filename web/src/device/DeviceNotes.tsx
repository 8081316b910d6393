import './device.css'
import { Trans } from '@lingui/react/macro'
import { FileKey, type LucideIcon, ShieldAlert, Smartphone, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { OwnDevice, OwnDeviceState } from '../identity/OwnDevice.ts'
import { RecoveryKeyCard } from './RecoveryKeyCard.tsx'
import { useOwnDevice, useRecoverySecret } from './useOwnDevice.ts'

export interface DeviceNotesProps {
  readonly own: OwnDevice
  /** The person’s own, for the print of the recovery key. */
  readonly name: string
  readonly onNavigate: () => void
}

/** At the foot of the list: what one’s devices need of the person. Calm: nothing of it stands in the way. */
export function DeviceNotes({ own, name, onNavigate }: DeviceNotesProps) {
  const state = useOwnDevice(own)
  const look = (
    <Link className="btn small" href="/settings/devices" onClick={onNavigate}>
      <Trans>Look</Trans>
    </Link>
  )
  switch (state.is) {
    case 'asking':
    case 'unsupported':
      return null
    case 'refused':
      return (
        <Note icon={ShieldAlert} tone="stop" action={look}>
          <Trans>
            Our server shows a list of your devices that can’t be right. Direct calls are blocked here.
          </Trans>
        </Note>
      )
    case 'waiting':
      if (state.because === 'replaced') {
        return (
          <Note icon={ShieldAlert} tone="stop" action={look}>
            <Trans>All your keys were replaced. Was that you?</Trans>
          </Note>
        )
      }
      return (
        <Note icon={Smartphone} tone="look" action={look}>
          {state.because === 'removed' ? (
            <Trans>This device was removed. Direct calls no longer work here.</Trans>
          ) : (
            <Trans>This device is not approved yet. Direct calls begin with the approval.</Trans>
          )}
        </Note>
      )
    case 'listed':
      return (
        <>
          <ListNote state={state} action={look} />
          <RecoveryNote own={own} name={name} />
        </>
      )
  }
}

interface ListNoteProps {
  readonly state: Extract<OwnDeviceState, { is: 'listed' }>
  readonly action: ReactNode
}

/** [TRUST-5] A stranger in the list goes before a device that waits. */
function ListNote({ state: { strangers, pending }, action }: ListNoteProps) {
  if (strangers.length > 0) {
    return (
      <Note icon={TriangleAlert} tone="stop" action={action}>
        <b>
          <Trans>Unknown device on your account.</Trans>
        </b>
      </Note>
    )
  }
  const [waiting] = pending
  if (!waiting) return null
  const { label } = waiting
  return (
    <Note icon={Smartphone} tone="look" action={action}>
      <Trans>A new device waits: “{label}”.</Trans>
    </Note>
  )
}

function RecoveryNote({ own, name }: Omit<DeviceNotesProps, 'onNavigate'>) {
  const secret = useRecoverySecret(own)
  const [open, setOpen] = useState(false)
  const [later, setLater] = useState(false)
  if (secret === null) return null
  return (
    <>
      {!later && (
        <Note
          icon={FileKey}
          tone=""
          action={
            <>
              <button type="button" className="btn small" onClick={() => setOpen(true)}>
                <Trans>Show</Trans>
              </button>
              <button type="button" className="btn small plain" onClick={() => setLater(true)}>
                <Trans>Later</Trans>
              </button>
            </>
          }
        >
          <Trans>Write down your recovery key: it brings you back when this device is lost.</Trans>
        </Note>
      )}
      {open && (
        <RecoveryKeyCard
          secret={secret}
          name={name}
          replaced={false}
          onWritten={() => own.recovery.setState({ secret: null })}
          onLater={() => setOpen(false)}
        />
      )}
    </>
  )
}

interface NoteProps {
  readonly icon: LucideIcon
  readonly tone: 'look' | 'stop' | ''
  readonly action: ReactNode
  readonly children: ReactNode
}

function Note({ icon: Icon, tone, action, children }: NoteProps) {
  return (
    <section className={`banner box device-note ${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon className="i s" />
      <p>{children}</p>
      <div className="line">{action}</div>
    </section>
  )
}
