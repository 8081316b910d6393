import { Trans, useLingui } from '@lingui/react/macro'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'

export interface DeviceTakenOutProps {
  readonly own: OwnDevice
  readonly because: 'removed' | 'replaced'
}

/** This device was in the list once. It asks to be let in again only when its person wants it. */
export function DeviceTakenOut({ own, because }: DeviceTakenOutProps) {
  const { t } = useLingui()
  return (
    <>
      {because === 'removed' ? (
        <Banner tone="look" title={t`This device was removed.`}>
          <Trans>
            Another of your devices did that. Messages and conferences work here, direct calls no longer do.
          </Trans>
        </Banner>
      ) : (
        <Banner tone="stop" title={t`All your keys were replaced.`}>
          <Trans>
            Somebody who knows your password started with new keys on another device. If that was not you,
            change your password now, and tell those who run your server.
          </Trans>
        </Banner>
      )}
      <div className="line">
        <button type="button" className="btn" onClick={() => void own.askAgain()}>
          <Trans>Have this device approved again</Trans>
        </button>
      </div>
    </>
  )
}
