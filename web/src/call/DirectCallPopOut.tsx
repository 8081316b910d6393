import type { PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import { Picture } from '../stage/Picture.tsx'
import { PopOut } from '../stage/PopOut.tsx'
import type { Face } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { CallController } from './CallController.ts'
import { encryptionOf } from './encryptionOf.ts'

export interface DirectCallPopOutProps {
  readonly controller: CallController
  readonly faceOf: (person: PersonId) => Face
  readonly verified: boolean
  readonly window: Window
  readonly onReturn: () => void
}

/** [CALL-19] The direct call in a small window of its own. */
export function DirectCallPopOut({ controller, faceOf, verified, window, onReturn }: DirectCallPopOutProps) {
  const view = useStore(controller.store)
  const { call, own, peer: media } = view
  if (call.at === 'idle' || call.at === 'ringing-in' || call.at === 'ended') return null
  const peer = faceOf(call.facts.peer)
  return (
    <PopOut
      window={window}
      picture={
        <>
          <Avatar id={peer.id} name={peer.name} />
          <Picture track={media.screen ?? media.camera} fit={media.screen === null ? 'cover' : 'contain'} />
        </>
      }
      name={peer.name}
      encryption={encryptionOf(view, verified)}
      since={view.connectedSince}
      microphone={{ onPress: () => void controller.toggleMicrophone(), muted: own.microphone !== 'on' }}
      camera={{ onPress: () => void controller.toggleCamera(), on: own.camera !== null }}
      onReturn={onReturn}
      leave={{ kind: 'hang-up', onPress: () => controller.hangUp() }}
    />
  )
}
