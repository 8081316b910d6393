import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { CircleAlert, PhoneOutgoing } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Note } from '../stage/Note.tsx'
import { Picture } from '../stage/Picture.tsx'
import { ShareView } from '../stage/ShareView.tsx'
import { type Face, Tile, type TileProps } from '../stage/Tile.tsx'
import { TileGrid } from '../stage/TileGrid.tsx'
import type { ConferenceController } from './ConferenceController.ts'
import { type Attendee, attendees, type ConferenceView, type LineState } from './ConferenceView.ts'
import type { FaceOf } from './FaceOf.ts'
import { useMediaWords } from './useMediaWords.ts'

export interface ConferencePictureProps {
  readonly controller: ConferenceController
  readonly view: ConferenceView
  readonly line: LineState
  readonly me: Face
  readonly faceOf: FaceOf
  readonly ringing: readonly PersonId[]
  readonly note: ReactNode | null
}

type KeyedTile = TileProps & { readonly key: string }

function tilesOf(
  { controller, view, me, faceOf }: ConferencePictureProps,
  others: readonly Attendee[],
): KeyedTile[] {
  const { own, self } = view
  const tiles = others.map(
    ({ handle, person, microphone, camera, speaking }): KeyedTile => ({
      key: handle,
      face: faceOf(person),
      video: camera,
      muted: microphone === null || microphone.muted,
      speaking,
      onVisible: camera === null ? undefined : size => controller.setVisible('page', handle, 'camera', size),
    }),
  )
  tiles.push({
    key: 'self',
    face: me,
    // While sharing, one's own picture becomes what the others see.
    video: own.screen ?? own.camera,
    screen: own.screen !== null,
    self: true,
    muted: own.muted,
    speaking: self.speaking && !own.muted,
  })
  return tiles
}

interface OtherShareProps {
  readonly name: string
  readonly track: MediaStreamTrack
  readonly onShow: () => void
}

/** Another share than the large one, in the strip: a press shows it (SHARE-5). */
function OtherShare({ name, track, onShow }: OtherShareProps) {
  const { t } = useLingui()
  return (
    <button type="button" className="tile" aria-label={t`Show the screen of ${name}`} onClick={onShow}>
      <Picture track={track} fit="contain" />
      <span className="plate">
        <span className="cut" dir="auto">
          <Trans>Screen of {name}</Trans>
        </span>
      </span>
    </button>
  )
}

function Shares(props: ConferencePictureProps & { readonly others: readonly Attendee[] }) {
  const { controller, faceOf, others } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const shares = others.flatMap(({ handle, person, screen }) =>
    screen === null ? [] : [{ handle, name: faceOf(person).name, screen }],
  )
  const large = shares.find(({ handle }) => handle === chosen) ?? shares.at(-1)
  if (large === undefined) return null
  return (
    <ShareView
      key={large.handle}
      track={large.screen}
      name={large.name}
      onPopOut={null}
      onVisible={size => controller.setVisible('page', large.handle, 'screen', size)}
      strip={
        <>
          {shares.map(({ handle, name, screen }) =>
            handle === large.handle ? null : (
              <OtherShare key={handle} name={name} track={screen} onShow={() => setChosen(handle)} />
            ),
          )}
          {tilesOf(props, others).map(({ key, ...tile }) => (
            <Tile key={key} {...tile} />
          ))}
        </>
      }
    />
  )
}

function Notes({
  controller,
  view,
  line,
  alone,
  faceOf,
  ringing,
  note,
}: ConferencePictureProps & { readonly alone: boolean }) {
  const words = useMediaWords()
  const { i18n } = useLingui()
  if (line === 'connecting') {
    return (
      <Note icon="busy" up>
        <Trans>Connecting …</Trans>
      </Note>
    )
  }
  if (line === 'reconnecting') {
    return (
      <Note icon="busy" up wide>
        <b>
          <Trans>Reconnecting.</Trans>
        </b>{' '}
        <Trans>The conference goes on.</Trans>
      </Note>
    )
  }
  if (view.problem !== null) {
    const { title, text } = words(view.problem)
    return (
      <Note icon={CircleAlert} look wide onClose={() => controller.dismissProblem()}>
        <b>{title}</b> {text}
      </Note>
    )
  }
  if (ringing.length > 0) {
    const names = new Intl.ListFormat(i18n.locale).format(ringing.map(person => faceOf(person).name))
    return (
      <Note icon={PhoneOutgoing}>
        <Trans>It rings at {names}’s devices …</Trans>
      </Note>
    )
  }
  if (note !== null) return note
  if (!alone) return null
  return (
    <Note icon={CircleAlert}>
      <Trans>Nobody else is here yet.</Trans>
    </Note>
  )
}

/** The people, or a shared screen with the people beside it. */
export function ConferencePicture(props: ConferencePictureProps) {
  const others = attendees(props.view)
  const shared = others.some(({ screen }) => screen !== null)
  return (
    <>
      {shared ? <Shares {...props} others={others} /> : <TileGrid tiles={tilesOf(props, others)} />}
      <Notes {...props} alone={others.length === 0} />
    </>
  )
}
