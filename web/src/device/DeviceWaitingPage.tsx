import { Trans } from '@lingui/react/macro'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { SheetPage } from '../ui/SheetPage.tsx'
import { DeviceWaiting } from './DeviceWaiting.tsx'
import { useOwnDevice } from './useOwnDevice.ts'

export interface DeviceWaitingPageProps {
  readonly own: OwnDevice
  readonly organization: string
  /** Goes on without: messages and conferences work, direct calls do not yet. */
  readonly onLater: () => void
}

/** After signing in on a browser that is not approved yet. Nobody is held up by it. */
export function DeviceWaitingPage({ own, organization, onLater }: DeviceWaitingPageProps) {
  const state = useOwnDevice(own)
  if (state.is !== 'waiting') return null
  return (
    <SheetPage name={organization} tools={<LanguageSwitch />} width="mid">
      <div>
        <h1>
          <Trans>Approve this device</Trans>
        </h1>
        <p>
          <Trans>
            So that nobody smuggles a foreign device into your account, you approve each new one on one that
            you use already.
          </Trans>
        </p>
      </div>
      <DeviceWaiting own={own} code={state.code} />
      <div className="device-later">
        <button type="button" className="btn" onClick={onLater}>
          <Trans>Go on without</Trans>
        </button>
        <span className="quiet">
          <Trans>Messages and conferences work. Direct calls begin with the approval.</Trans>
        </span>
      </div>
    </SheetPage>
  )
}
