import type { PersonId } from '@tacet/protocol/ids'
import { useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import type { Peers } from '../identity/Peers.ts'
import { HeldDialogs } from './HeldDialogs.tsx'
import { TrustBanner } from './TrustBanner.tsx'
import { bannerOf } from './trustView.ts'
import { usePersonTrust } from './usePersonTrust.ts'

export interface TrustBannerOfProps {
  readonly peers: Peers
  readonly own: OwnDevice
  readonly person: PersonId
  readonly name: string
  /** Shows where one can compare: the details of the conversation. */
  readonly onCompare: () => void
}

/** `TrustBanner` and its dialogs, of what this device knows. Nothing where there is nothing to say. */
export function TrustBannerOf({ peers, own, person, name, onCompare }: TrustBannerOfProps) {
  const { peer, view, number, newNumber } = usePersonTrust(peers, own, person)
  const [checking, setChecking] = useState(false)
  const banner = bannerOf(view, peer.notice)
  return (
    <>
      {banner && (
        <TrustBanner
          banner={banner}
          name={name}
          onCheck={() => setChecking(true)}
          onCompare={onCompare}
          onDismiss={() => peers.dismissNotice(person)}
        />
      )}
      {checking && view.is === 'blocked' && (
        <HeldDialogs
          why={view.why}
          name={name}
          number={number}
          newNumber={newNumber}
          onAcceptKeys={() => peers.acceptKeys(person)}
          onClose={() => setChecking(false)}
        />
      )}
    </>
  )
}
