import type { Conference, ConferencePerson, EngineState } from '@tacet/protocol/conference'
import type { ErrorCode } from '@tacet/protocol/errors'
import type { CallKind } from '@tacet/protocol/history'
import type { ConversationId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import type {
  Captured,
  MediaFailure,
  OwnTracks,
  RemoteTrack,
  SfuLink,
  SfuPeer,
  TransportFacts,
} from '../media/ports.ts'

/** How it ended for this device. `unreachable`: neither server nor engine could be reached for too long. */
export type Ending =
  | { readonly how: 'ended'; readonly by: PersonId | null }
  | { readonly how: 'removed' }
  | { readonly how: 'unreachable' }

/**
 * - `connecting`: the first time · `reconnecting`: it was up; media may still flow
 */
export type LineState = 'connecting' | 'connected' | 'reconnecting'

export type Phase =
  | { readonly is: 'out' }
  | {
      readonly is: 'pre-join'
      readonly conversation: ConversationId
      /** What the person has chosen; nothing is sent yet, the microphone is only measured. */
      readonly muted: boolean
      readonly busy: boolean
      readonly refused: ErrorCode | null
    }
  | {
      readonly is: 'in'
      readonly conference: Conference
      readonly handle: SfuHandle
      /** Everybody in it, this device too, in the order in which they came. */
      readonly people: readonly ConferencePerson[]
      readonly line: LineState
    }
  | { readonly is: 'over'; readonly conference: Conference; readonly ending: Ending }

/** What this side sends. */
export interface OwnMedia {
  readonly muted: boolean
  readonly voice: MediaStreamTrack | null
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  /** Not there yet: the browser opens it, or asks the person. */
  readonly starting: Readonly<Record<Captured, boolean>>
}

export interface MediaProblem {
  readonly source: 'microphone' | 'camera' | 'screen'
  readonly failure: MediaFailure
}

/** All that the interface shows of conferences. */
export interface ConferenceView {
  readonly phase: Phase
  readonly engine: EngineState
  /** Every conference that this person may see, by its conversation (CONF-3: one each). In memory only (CONF-4). */
  readonly running: ReadonlyMap<ConversationId, Conference>
  /** Add it to a time of the server to get milliseconds of `performance.now()`. */
  readonly clockOffset: number
  readonly own: OwnMedia
  readonly problem: MediaProblem | null
  readonly peers: readonly SfuPeer[]
  readonly self: SfuLink['self']
  readonly facts: TransportFacts | null
}

export const NOTHING: ConferenceView = {
  phase: { is: 'out' },
  engine: { state: 'preparing', percent: null },
  running: new Map(),
  clockOffset: 0,
  own: {
    muted: false,
    voice: null,
    camera: null,
    screen: null,
    starting: { microphone: false, camera: false },
  },
  problem: null,
  peers: [],
  self: { speaking: false, quality: 4 },
  facts: null,
}

/** From so many people in it on, one joins muted (CONF-5). */
export const MUTED_FROM = 6

export function ownMedia(tracks: OwnTracks): OwnMedia {
  return {
    muted: tracks.muted || tracks.track('microphone') === null,
    voice: tracks.track('microphone'),
    camera: tracks.track('camera'),
    screen: tracks.track('screen'),
    starting: { microphone: tracks.isStarting('microphone'), camera: tracks.isStarting('camera') },
  }
}

/** The person has turned it on, though the browser may still be starting it. */
export const isCameraOn = ({ camera, starting }: OwnMedia): boolean => camera !== null || starting.camera

/** What the history will say that it began with. */
export function kindOf(own: OwnMedia): CallKind {
  if (own.screen !== null) return 'screen'
  return isCameraOn(own) ? 'video' : 'audio'
}

/** Somebody else in the conference: the roster knows the person, the engine the tracks, the handle ties them. */
export interface Attendee {
  readonly handle: string
  readonly person: PersonId
  readonly microphone: RemoteTrack | null
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  readonly screenAudio: MediaStreamTrack | null
  readonly speaking: boolean
}

function trackOf(peer: SfuPeer | undefined, source: RemoteTrack['source']): RemoteTrack | null {
  return peer?.tracks.find(track => track.source === source) ?? null
}

/** Pictures that their owner has switched off are none. */
function pictureOf(peer: SfuPeer | undefined, source: RemoteTrack['source']): MediaStreamTrack | null {
  const found = trackOf(peer, source)
  return found === null || found.muted ? null : found.track
}

/** Everybody else, in the order in which they came: nobody jumps when somebody speaks. */
export function attendees({ phase, peers }: Pick<ConferenceView, 'phase' | 'peers'>): readonly Attendee[] {
  if (phase.is !== 'in') return []
  const byHandle = new Map(peers.map(peer => [peer.handle, peer]))
  return phase.people
    .filter(({ handle }) => handle !== phase.handle)
    .map(({ handle, person }) => {
      const peer = byHandle.get(handle)
      const microphone = trackOf(peer, 'microphone')
      return {
        handle,
        person,
        microphone,
        camera: pictureOf(peer, 'camera'),
        screen: pictureOf(peer, 'screen'),
        screenAudio: trackOf(peer, 'screen-audio')?.track ?? null,
        speaking: peer?.speaking === true && microphone?.muted === false,
      }
    })
}
