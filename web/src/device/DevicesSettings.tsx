import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { useFragment } from '../qr/useFragment.ts'
import { Banner } from '../ui/Banner.tsx'
import { PrefsPage } from '../ui/PrefsPage.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { CODE_FRAGMENT } from './approvalLink.ts'
import { DeviceTakenOut } from './DeviceTakenOut.tsx'
import { DeviceWaiting } from './DeviceWaiting.tsx'
import { ListedDevices } from './ListedDevices.tsx'
import { useOwnDevice } from './useOwnDevice.ts'

export interface DevicesSettingsProps {
  readonly own: OwnDevice
  /** The person’s own, for the print of the recovery key. */
  readonly name: string
  /** Phones: back to the list. */
  readonly onBack: () => void
}

/** One’s own devices: which may call in one’s name, and what becomes of them. */
export function DevicesSettings({ own, name, onBack }: DevicesSettingsProps) {
  const { t } = useLingui()
  return (
    <PrefsPage
      title={t`Devices and keys`}
      lead={
        <Trans>
          Only what stands here can call in your name and ring. Whoever talks to you sees the keys, not the
          names.
        </Trans>
      }
      back={{ name: t`Back to the settings`, onPress: onBack }}
    >
      <Content own={own} name={name} />
    </PrefsPage>
  )
}

function Content({ own, name }: Omit<DevicesSettingsProps, 'onBack'>) {
  const { t } = useLingui()
  const state = useOwnDevice(own)
  const scanned = useFragment(CODE_FRAGMENT)
  switch (state.is) {
    case 'asking':
      return <SkeletonRows rows={3} />
    case 'unsupported':
      return (
        <div className="device-state">
          <Banner tone="look" title={t`This browser can’t make verified calls.`}>
            <Unsupported />
          </Banner>
        </div>
      )
    case 'refused':
      return (
        <div className="device-state">
          <Banner tone="stop" title={t`Our server shows a list of your devices that can’t be right.`}>
            <Trans>
              It contradicts what this device has seen before ({state.error}). Direct calls are blocked here.
              Show this to those who run your server.
            </Trans>
          </Banner>
        </div>
      )
    case 'waiting':
      return (
        <div className="stack device-state">
          {state.because === 'new' ? (
            <>
              <Banner tone="look" title={t`This device is not approved yet.`}>
                <Trans>Messages and conferences work. Direct calls begin with the approval.</Trans>
              </Banner>
              <DeviceWaiting own={own} code={state.code} />
            </>
          ) : (
            <DeviceTakenOut own={own} because={state.because} />
          )}
        </div>
      )
    case 'listed':
      return <ListedDevices own={own} state={state} name={name} scanned={scanned} />
  }
}

/** For browsers without the keys that verified calls need. */
function Unsupported() {
  return (
    <Trans>
      Messages and conferences work. For direct calls open Tacet in a current Chrome, Edge, Firefox or Safari,
      by an address that begins with https.
    </Trans>
  )
}
