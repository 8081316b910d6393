import { Trans } from '@lingui/react/macro'
import { shortDeviceId } from '@tacet/protocol/verified/shortDeviceId'
import { Info, KeyRound } from 'lucide-react'
import { useFormats } from '../i18n/useFormats.ts'
import type { PeerDevice } from './peerDevices.ts'

/** The devices of somebody, as what others may know of them: a key and a day. */
export function PeerDeviceList({ devices }: { readonly devices: readonly PeerDevice[] }) {
  const { date } = useFormats()
  return (
    <ul className="trust-devices">
      {devices.map(({ dev, since, isNew }) => (
        <li key={dev} className="line">
          <KeyRound className="i s" />
          <span className="mono">{shortDeviceId(dev)}</span>
          {since !== null && (
            <span className="quiet grow">
              <Trans>since {date(since)}</Trans>
            </span>
          )}
          {isNew && (
            <span className="tag look">
              <Info className="i" />
              <Trans comment="a device that came lately">new</Trans>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
