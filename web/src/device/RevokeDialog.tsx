import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Info, MessageSquare, PhoneOff, Users } from 'lucide-react'
import { useId } from 'react'
import { Link } from 'wouter'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { Problem } from '../ui/Problem.tsx'
import { useDeviceName } from './DeviceRow.tsx'
import type { OwnDeviceRow, OwnDeviceRows } from './ownDevices.ts'
import { useChange } from './useChange.ts'

export interface RevokeDialogProps {
  readonly own: OwnDevice
  readonly row: OwnDeviceRow
  readonly rows: OwnDeviceRows
  readonly onClose: () => void
}

/** What follows when a device is taken out of one's list, before it is. */
export function RevokeDialog({ own, row, rows, onClose }: RevokeDialogProps) {
  const { t } = useLingui()
  const heading = useId()
  const name = useDeviceName()(row)
  const { busy, problem, run } = useChange()
  const isLast = row.isThis && rows.onlyThis
  // A list is never empty: without paper there would be nobody left who could sign the next one.
  const impossible = isLast && rows.paper === null
  const revoke = async () => {
    const done = await run(() => own.revoke(row.dev))
    if (done.ok) onClose()
  }
  return (
    <ModalLayer role="alertdialog" bottom width={460} labelledBy={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{row.isThis ? t`Revoke this device?` : t`Revoke “${name}”?`}</h2>
      </header>
      <div className="body">
        <Consequences />
        <Warning isLast={isLast} impossible={impossible} />
        <Problem text={problem} />
      </div>
      <footer>
        <button type="button" className="btn plain" data-first onClick={onClose}>
          <Trans>Cancel</Trans>
        </button>
        <BusyButton look="hang" busy={busy} disabled={impossible} onPress={() => void revoke()}>
          <Trans>Revoke device</Trans>
        </BusyButton>
      </footer>
    </ModalLayer>
  )
}

function Consequences() {
  return (
    <ul className="points close">
      <li>
        <PhoneOff className="i" />
        <span>
          <Trans>It can no longer call in your name, and it no longer rings.</Trans>
        </span>
      </li>
      <li>
        <MessageSquare className="i" />
        <span>
          <Trans>
            It stays signed in for messages and conferences. End that under{' '}
            <Link href="/settings/sessions">Signed-in browsers</Link>.
          </Trans>
        </span>
      </li>
      <li>
        <Users className="i" />
        <span>
          <Trans>Whoever has verified you need not do anything.</Trans>
        </span>
      </li>
    </ul>
  )
}

interface WarningProps {
  readonly isLast: boolean
  readonly impossible: boolean
}

function Warning({ isLast, impossible }: WarningProps) {
  const { t } = useLingui()
  return isLast ? (
    <Banner tone="stop" title={t`It is your last device.`}>
      {impossible ? (
        <Trans>There is no recovery key either. Make one first.</Trans>
      ) : (
        <Trans>
          After that only your recovery key lets a device in again. Without it you start with new keys, and
          everybody who has verified you is warned.
        </Trans>
      )}
    </Banner>
  ) : (
    <Banner tone="look" icon={Info}>
      <Trans>Revoking can’t be undone. Should the device come back, you approve it anew.</Trans>
    </Banner>
  )
}
