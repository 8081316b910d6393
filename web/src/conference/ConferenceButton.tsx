import './conference.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ConversationId } from '@tacet/protocol/ids'
import { Video } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useStore } from 'zustand'
import type { ConferenceController } from './ConferenceController.ts'
import type { FaceOf } from './FaceOf.ts'
import { useNames } from './useNames.ts'

export interface ConferenceButtonProps {
  readonly controller: ConferenceController
  readonly conversation: ConversationId
  readonly faceOf: FaceOf
  /** Shows the stage, where pre-join or the conference is. */
  readonly onOpen: () => void
}

/** In the header of a group: start, join with the live number (CONF-4), go back to it, or wait for the engine. */
export function ConferenceButton({ controller, conversation, faceOf, onOpen }: ConferenceButtonProps) {
  const { t } = useLingui()
  const phase = useStore(controller.store, view => view.phase)
  const running = useStore(controller.store, view => view.running.get(conversation))
  const engine = useStore(controller.store, view => view.engine)
  const names = useNames(faceOf)(running?.people ?? [])

  if (phase.is === 'in' && phase.conference.conversation === conversation) {
    return (
      <button type="button" className="btn main" onClick={onOpen}>
        <Video className="i s" />
        <Trans>Back to the conference</Trans>
      </button>
    )
  }
  const onPress = () => {
    void controller.preJoin(conversation)
    onOpen()
  }
  if (running !== undefined) {
    return (
      <button type="button" className="btn main" title={t`In it: ${names}`} onClick={onPress}>
        <Video className="i s" />
        <Trans>Join</Trans> <span className="num tally">· {running.people.length}</span>
      </button>
    )
  }
  if (engine.state !== 'ready')
    return <NotReady percent={engine.state === 'preparing' ? engine.percent : null} />
  return (
    <button type="button" className="btn" onClick={onPress}>
      <Video className="i s" />
      <Trans>Start conference</Trans>
    </button>
  )
}

/** Id of the banner that says what the button waits for. */
export const ENGINE_BANNER = 'conference-engine'

function NotReady({ percent }: { readonly percent: number | null }) {
  const style = { '--at': `${percent ?? 0}%` } as CSSProperties
  return (
    <button
      type="button"
      className="btn load"
      aria-disabled="true"
      aria-describedby={ENGINE_BANNER}
      style={style}
    >
      <Video className="i s" />
      <Trans>Start conference</Trans> {percent !== null && <span className="num tally">{percent} %</span>}
    </button>
  )
}
