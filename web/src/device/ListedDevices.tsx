import { Trans, useLingui } from '@lingui/react/macro'
import type { PendingDevice } from '@tacet/protocol/device'
import { CircleAlert, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OwnDevice, OwnDeviceState } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'
import { ApproveDialog } from './ApproveDialog.tsx'
import { DeviceRow } from './DeviceRow.tsx'
import { type OwnDeviceRow, type OwnDeviceRows, ownDevices } from './ownDevices.ts'
import { RecoverySection } from './RecoverySection.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { Strangers } from './Strangers.tsx'

export interface ListedDevicesProps {
  readonly own: OwnDevice
  readonly state: Extract<OwnDeviceState, { is: 'listed' }>
  readonly name: string
  /** The code that a scanned link brought here. */
  readonly scanned: string | null
}

type Asking =
  | { readonly what: 'approve'; readonly pending: PendingDevice | null; readonly code: string }
  | { readonly what: 'rename'; readonly row: OwnDeviceRow }
  | { readonly what: 'revoke'; readonly row: OwnDeviceRow }
  | null

/** The list of a device that is in it: what waits, what is there, the paper, and what is left when all is lost. */
export function ListedDevices({ own, state, name, scanned }: ListedDevicesProps) {
  const [asking, setAsking] = useState<Asking>(
    scanned === null ? null : { what: 'approve', pending: null, code: scanned },
  )
  const [known, setKnown] = useState(scanned)
  const [turnedAway, setTurnedAway] = useState(false)
  if (scanned !== known) {
    // Another code was scanned while the page was open.
    setKnown(scanned)
    if (scanned !== null) setAsking({ what: 'approve', pending: null, code: scanned })
  }
  const rows = ownDevices(state, own.keys?.device.dev ?? null)
  const close = () => setAsking(null)
  return (
    <>
      <div className="stack device-state">
        {turnedAway && <TurnedAway />}
        <Strangers own={own} rows={rows} />
        {state.pending.map(pending => (
          <Pending
            key={pending.device.dev}
            pending={pending}
            onCheck={() => setAsking({ what: 'approve', pending, code: '' })}
          />
        ))}
      </div>
      <h2>
        <Trans>Devices</Trans>
      </h2>
      <div className="device-rows">
        {rows.devices.map(row => (
          <DeviceRow
            key={row.dev}
            row={row}
            onRename={() => setAsking({ what: 'rename', row })}
            onRevoke={() => setAsking({ what: 'revoke', row })}
          />
        ))}
      </div>
      <p className="quiet">
        <Trans>When you use which of them, we don’t write down.</Trans>
      </p>
      <RecoverySection own={own} paper={rows.paper} name={name} />
      <WhenLost rows={rows} />
      {asking?.what === 'approve' && (
        <ApproveDialog
          key={asking.code}
          own={own}
          pending={asking.pending}
          code={asking.code}
          onClose={close}
          onTurnedAway={() => {
            setTurnedAway(true)
            close()
          }}
        />
      )}
      {asking?.what === 'rename' && <RenameDialog own={own} row={asking.row} onClose={close} />}
      {asking?.what === 'revoke' && <RevokeDialog own={own} row={asking.row} rows={rows} onClose={close} />}
    </>
  )
}

/** Somebody signed in who should not have: the password is what let them. */
function TurnedAway() {
  const { t } = useLingui()
  return (
    <Banner tone="stop" title={t`Turned away. Somebody else knows your password.`}>
      <Trans>
        <Link href="/settings/account">Change it now</Link>: that signs out every other browser.
      </Trans>
    </Banner>
  )
}

interface PendingProps {
  readonly pending: PendingDevice
  readonly onCheck: () => void
}

function Pending({ pending: { label }, onCheck }: PendingProps) {
  const { t } = useLingui()
  return (
    <Banner
      tone="look"
      icon={Smartphone}
      title={t`A new device waits: “${label}”.`}
      action={
        <button type="button" className="btn small" onClick={onCheck}>
          <Trans>Check</Trans>
        </button>
      }
    >
      <Trans>Without your approval it can’t call in your name.</Trans>
    </Banner>
  )
}

/** [DL-9] What a lost last device means, before it is lost. */
function WhenLost({ rows }: { readonly rows: OwnDeviceRows }) {
  const { t } = useLingui()
  return (
    <>
      <h2>
        <Trans>When everything is lost</Trans>
      </h2>
      <p className="quiet when-lost">
        <Trans>
          Sign in on a new browser. With the recovery key it becomes your device. Without the key you start
          with new keys there: whoever has verified you is warned, and calls with them are blocked until they
          accept the new keys.
        </Trans>
      </p>
      {rows.onlyThis && (
        <Banner icon={CircleAlert} title={t`This is your only device.`}>
          {rows.paper ? (
            <Trans>If you lose it, or clear the data of this browser, only the recovery key helps.</Trans>
          ) : (
            <Trans>
              If you lose it, or clear the data of this browser, you have to start with new keys: make a
              recovery key.
            </Trans>
          )}
        </Banner>
      )}
    </>
  )
}
