import { Trans, useLingui } from '@lingui/react/macro'
import { shortDeviceId } from '@tacet/protocol/verified/shortDeviceId'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'
import type { OwnDeviceRows } from './ownDevices.ts'

export interface StrangersProps {
  readonly own: OwnDevice
  readonly rows: OwnDeviceRows
}

/** [TRUST-5] Devices in one’s own list that this one has never seen. */
export function Strangers({ own, rows }: StrangersProps) {
  const { t } = useLingui()
  const all = rows.paper ? [...rows.devices, rows.paper] : rows.devices
  const strangers = all.filter(row => row.isStranger)
  if (strangers.length === 0) return null
  const names = strangers
    .map(({ dev, label }) => {
      const key = shortDeviceId(dev)
      return label === null ? t`${key} (without a name; perhaps a new recovery key)` : t`“${label}” (${key})`
    })
    .join(', ')
  return (
    <Banner
      tone="stop"
      title={t`Unknown device on your account.`}
      action={
        <button type="button" className="btn small" onClick={() => void own.acknowledgeStrangers()}>
          <Trans>I know it</Trans>
        </button>
      }
    >
      <Trans>
        Another device of yours has let it in: {names}. If that was not you, revoke it below and change your
        password.
      </Trans>
    </Banner>
  )
}
