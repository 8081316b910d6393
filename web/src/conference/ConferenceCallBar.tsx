import { useEffect } from 'react'
import { useStore } from 'zustand'
import { CallBar } from '../stage/CallBar.tsx'
import { type Face, Tile } from '../stage/Tile.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import { attendees, isCameraOn } from './ConferenceView.ts'
import type { FaceOf } from './FaceOf.ts'

export interface ConferenceCallBarProps {
  readonly controller: ConferenceController
  readonly me: Face
  readonly faceOf: FaceOf
  readonly title: string
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
}

/** The conference at the foot of the list, while the person is elsewhere. Shows who speaks. */
export function ConferenceCallBar({ controller, me, faceOf, title, ...props }: ConferenceCallBarProps) {
  const view = useStore(controller.store)
  const { phase, own } = view
  const over = phase.is === 'over'
  // Whoever is elsewhere when it ends finds its entry in the conversation; no page has to say it.
  useEffect(() => {
    if (over) controller.leave()
  }, [over, controller])
  if (phase.is !== 'in') return null
  const others = attendees(view)
  const shown = others.find(({ speaking }) => speaking) ?? others[0]
  return (
    <CallBar
      title={title}
      picture={
        shown === undefined ? (
          <Tile face={me} video={own.camera} self plate={false} />
        ) : (
          <Tile
            face={faceOf(shown.person)}
            video={shown.camera}
            plate={false}
            onVisible={size => controller.setVisible('page', shown.handle, 'camera', size)}
          />
        )
      }
      encryption={{ class: 'conference' }}
      since={phase.conference.startedAt + view.clockOffset}
      microphone={{ onPress: () => void controller.setMuted(!own.muted), muted: own.muted }}
      camera={{ onPress: () => void controller.setCamera(!isCameraOn(own)), on: isCameraOn(own) }}
      onPopOut={props.onPopOut}
      onReturn={props.onReturn}
      leave={{ kind: 'leave', onPress: () => controller.leave() }}
    />
  )
}
