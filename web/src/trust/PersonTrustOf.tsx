import type { PersonId } from '@tacet/protocol/ids'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import type { Peers } from '../identity/Peers.ts'
import { useFragment } from '../qr/useFragment.ts'
import { PersonTrust } from './PersonTrust.tsx'
import { NUMBER_FRAGMENT } from './scannedNumber.ts'
import { usePersonTrust } from './usePersonTrust.ts'

export interface PersonTrustOfProps {
  readonly peers: Peers
  readonly own: OwnDevice
  readonly person: PersonId
  readonly name: string
  readonly place: 'page' | 'side'
  /** The two compared, and it did not match: a running call with them must end. */
  readonly onNoMatch: () => void
}

/** `PersonTrust`, of what this device knows. */
export function PersonTrustOf({ peers, own, person, name, place, onNoMatch }: PersonTrustOfProps) {
  const facts = usePersonTrust(peers, own, person)
  const scanned = useFragment(NUMBER_FRAGMENT)
  return (
    <PersonTrust
      name={name}
      facts={facts}
      scanned={scanned}
      place={place}
      onMatch={() => void peers.confirm(person)}
      onNoMatch={() => {
        void peers.noMatch(person)
        onNoMatch()
      }}
      onAcceptKeys={() => peers.acceptKeys(person)}
    />
  )
}
