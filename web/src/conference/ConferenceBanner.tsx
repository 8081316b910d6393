import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Conference } from '@tacet/protocol/conference'
import type { ConferenceId, ConversationId, PersonId } from '@tacet/protocol/ids'
import { AudioLines, CircleAlert, Download, X } from 'lucide-react'
import { type CSSProperties, useState } from 'react'
import { useStore } from 'zustand'
import { Avatar } from '../ui/Avatar.tsx'
import { ENGINE_BANNER } from './ConferenceButton.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import type { FaceOf } from './FaceOf.ts'
import { peopleOf, useNames } from './useNames.ts'

export interface ConferenceBannerProps {
  readonly controller: ConferenceController
  readonly conversation: ConversationId
  readonly me: PersonId
  readonly faceOf: FaceOf
}

/** As many faces as stand beside the words. */
const FACES = 5

interface RunningProps {
  readonly conference: Conference
  readonly me: PersonId
  readonly faceOf: FaceOf
  readonly onClose: () => void
}

function Running({ conference, me, faceOf, onClose }: RunningProps) {
  const { t, i18n } = useLingui()
  const people = peopleOf(conference.people)
  const names = useNames(faceOf)(conference.people)
  const starter = faceOf(conference.startedBy).name
  const at = i18n.date(new Date(conference.startedAt), { hour: 'numeric', minute: '2-digit' })
  return (
    <div
      className="banner srv running"
      role="status"
      style={{ '--ground': 'var(--srv-bg)' } as CSSProperties}
    >
      <AudioLines className="i s" />
      <p>
        <b>
          {conference.startedBy === me ? (
            <Trans>You started a conference, {at}.</Trans>
          ) : (
            <Trans>
              {starter} started a conference, {at}.
            </Trans>
          )}
        </b>{' '}
        {people.length > 0 && (
          <Plural value={people.length} one={`${names} is in it.`} other={`${names} are in it.`} />
        )}{' '}
        <Trans>Encrypted to our server.</Trans>
      </p>
      <span className="line heap desk-only">
        {people.slice(0, FACES).map(person => (
          <span key={person}>
            <Avatar {...faceOf(person)} size={28} />
          </span>
        ))}
      </span>
      <button type="button" className="ib small" aria-label={t`Close note`} onClick={onClose}>
        <X className="i" />
      </button>
    </div>
  )
}

function Preparing({ percent }: { readonly percent: number | null }) {
  return (
    <div className="banner" role="status" id={ENGINE_BANNER}>
      <Download className="i s" />
      <p>
        <b>
          {percent === null ? (
            <Trans>Conferences are being prepared.</Trans>
          ) : (
            <Trans>Conferences are being prepared, {percent} %.</Trans>
          )}
        </b>{' '}
        <Trans>Our server fetches what it needs for them. Messages and direct calls work already.</Trans>
      </p>
    </div>
  )
}

function Absent() {
  return (
    <div className="banner" role="status" id={ENGINE_BANNER}>
      <CircleAlert className="i s" />
      <p>
        <b>
          <Trans>This server has no conferences.</Trans>
        </b>{' '}
        <Trans>Its operator finds the reason in its output. Messages and direct calls work.</Trans>
      </p>
    </div>
  )
}

/** Under the header of a group: that a conference runs and who is in it, or why none can be started yet. */
export function ConferenceBanner({ controller, conversation, me, faceOf }: ConferenceBannerProps) {
  const phase = useStore(controller.store, view => view.phase)
  const running = useStore(controller.store, view => view.running.get(conversation))
  const engine = useStore(controller.store, view => view.engine)
  const [closed, setClosed] = useState<ConferenceId | null>(null)
  if (running !== undefined) {
    const mine = phase.is === 'in' && phase.conference.id === running.id
    if (mine || closed === running.id) return null
    return <Running conference={running} me={me} faceOf={faceOf} onClose={() => setClosed(running.id)} />
  }
  if (engine.state === 'preparing') return <Preparing percent={engine.percent} />
  return engine.state === 'absent' ? <Absent /> : null
}
