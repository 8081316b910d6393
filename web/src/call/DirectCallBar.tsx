import type { PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import { CallBar } from '../stage/CallBar.tsx'
import { type Face, Tile } from '../stage/Tile.tsx'
import type { CallController } from './CallController.ts'
import { encryptionOf } from './encryptionOf.ts'

export interface DirectCallBarProps {
  readonly controller: CallController
  readonly faceOf: (person: PersonId) => Face
  readonly verified: boolean
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
}

/** [CALL-19] The direct call at the foot of the list, while the person reads and writes elsewhere. */
export function DirectCallBar({ controller, faceOf, verified, onPopOut, onReturn }: DirectCallBarProps) {
  const view = useStore(controller.store)
  const { call, own } = view
  if (call.at === 'idle' || call.at === 'ringing-in' || call.at === 'ended') return null
  const peer = faceOf(call.facts.peer)
  return (
    <CallBar
      title={peer.name}
      picture={<Tile face={peer} video={view.peer.screen ?? view.peer.camera} plate={false} />}
      encryption={encryptionOf(view, verified)}
      since={view.connectedSince}
      microphone={{ onPress: () => void controller.toggleMicrophone(), muted: own.microphone !== 'on' }}
      camera={{ onPress: () => void controller.toggleCamera(), on: own.camera !== null }}
      onPopOut={onPopOut}
      onReturn={onReturn}
      leave={{ kind: 'hang-up', onPress: () => controller.hangUp() }}
    />
  )
}
