import { useRef } from 'react'
import { useStore } from 'zustand'
import { Picture } from '../stage/Picture.tsx'
import { PopOut } from '../stage/PopOut.tsx'
import type { Face } from '../stage/Tile.tsx'
import { type PixelSize, useVisibleSize } from '../stage/useVisibleSize.ts'
import { Avatar } from '../ui/Avatar.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import { attendees, isCameraOn } from './ConferenceView.ts'
import type { FaceOf } from './FaceOf.ts'

export interface ConferencePopOutProps {
  readonly controller: ConferenceController
  readonly me: Face
  readonly faceOf: FaceOf
  readonly window: Window
  readonly onReturn: () => void
}

interface SeenProps {
  readonly face: Face
  readonly track: MediaStreamTrack | null
  readonly screen: boolean
  readonly onVisible: ((size: PixelSize | null) => void) | undefined
}

function Seen({ face, track, screen, onVisible }: SeenProps) {
  const ref = useRef<HTMLDivElement>(null)
  useVisibleSize(ref, onVisible)
  return (
    <div ref={ref} className="tile full">
      <Avatar id={face.id} name={face.name} />
      <Picture track={track} fit={screen ? 'contain' : 'cover'} />
    </div>
  )
}

/** The conference in its own window: what is shared, or who speaks. */
export function ConferencePopOut({ controller, me, faceOf, window, onReturn }: ConferencePopOutProps) {
  const view = useStore(controller.store)
  const { phase, own } = view
  if (phase.is !== 'in') return null
  const others = attendees(view)
  const shown =
    others.find(({ screen }) => screen !== null) ?? others.find(({ speaking }) => speaking) ?? others[0]
  const face = shown === undefined ? me : faceOf(shown.person)
  const source = shown?.screen ? 'screen' : 'camera'
  return (
    <PopOut
      window={window}
      picture={
        <Seen
          key={`${shown?.handle} ${source}`}
          face={face}
          track={shown === undefined ? own.camera : shown[source]}
          screen={source === 'screen'}
          onVisible={shown && (size => controller.setVisible('pop-out', shown.handle, source, size))}
        />
      }
      name={face.name}
      speaking={shown?.speaking ?? false}
      encryption={{ class: 'conference' }}
      since={phase.conference.startedAt + view.clockOffset}
      people={phase.people.length}
      microphone={{ onPress: () => void controller.setMuted(!own.muted), muted: own.muted }}
      camera={{ onPress: () => void controller.setCamera(!isCameraOn(own)), on: isCameraOn(own) }}
      onReturn={onReturn}
      leave={{ kind: 'leave', onPress: () => controller.leave() }}
    />
  )
}
