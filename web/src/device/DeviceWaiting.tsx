import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Scan, Smartphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { QrCode } from '../qr/QrCode.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { approvalLink } from './approvalLink.ts'
import { RecoverForm } from './RecoverForm.tsx'
import { StartAnewDialog } from './StartAnewDialog.tsx'
import { groupsOf, spelled } from './typedCode.ts'

export interface DeviceWaitingProps {
  readonly own: OwnDevice
  /** Of this device, 16 characters. */
  readonly code: string
}

/** The server remembers for ten minutes who waits: a page that shows the code reminds it before. Milliseconds. */
const REMIND_EVERY = 4 * 60 * 1_000

/** [DL-8, DL-9] A browser that is not approved yet: the code to approve it with, and the other ways in. */
export function DeviceWaiting({ own, code }: DeviceWaitingProps) {
  const [other, setOther] = useState<'paper' | 'anew' | null>(null)
  useEffect(() => {
    const timer = setInterval(() => void own.refresh(), REMIND_EVERY)
    return () => clearInterval(timer)
  }, [own])
  return (
    <>
      <Code code={code} />
      <p className="quiet">
        <Trans>
          No other device at hand?{' '}
          <button
            type="button"
            className="link"
            aria-expanded={other === 'paper'}
            onClick={() => setOther(other === 'paper' ? null : 'paper')}
          >
            Use your recovery key
          </button>
          , or{' '}
          <button type="button" className="link" onClick={() => setOther('anew')}>
            start with new keys
          </button>
          . Everybody who has verified you is then warned.
        </Trans>
      </p>
      {other === 'paper' && <RecoverForm own={own} />}
      {other === 'anew' && <StartAnewDialog own={own} onClose={() => setOther(null)} />}
    </>
  )
}

function Code({ code }: { readonly code: string }) {
  const { t } = useLingui()
  return (
    <div className="device-code">
      <QrCode text={approvalLink(location.origin, code)} name={t`QR code for this device`} />
      <div className="stack">
        <ol className="points close">
          <li>
            <Smartphone className="i" />
            <span>
              <Trans>Take a device on which you use Tacet already.</Trans>
            </span>
          </li>
          <li>
            <Scan className="i" />
            <span>
              <Trans>
                Point its camera at the picture and open the link, or choose <b>Devices and keys</b> in the
                settings there.
              </Trans>
            </span>
          </li>
        </ol>
        <div className="field">
          <span className="label">
            <Trans>No camera? Enter this code there:</Trans>
          </span>
          <p className="code" role="img" aria-label={spelled(code)}>
            {groupsOf(code).map((group, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and places never move
              <span key={place}>{group}</span>
            ))}
          </p>
        </div>
        <p className="line quiet" role="status">
          <Spinner />
          <span>
            <Trans>Waiting for approval.</Trans>
          </span>
        </p>
      </div>
    </div>
  )
}
