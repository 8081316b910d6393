import type { Conference } from '@tacet/protocol/conference'
import type { ErrorCode } from '@tacet/protocol/errors'
import type { ConferenceId, ConversationId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import type { Up } from '@tacet/protocol/up'
import { vi } from 'vitest'
import { FakeDevices } from '../../media/fakes/FakeDevices.ts'
import { FakeSfuLink } from '../../media/fakes/FakeSfuLink.ts'
import { LocalTracks } from '../../media/LocalTracks.ts'
import { FakeSignaling } from '../../signaling/fakes/FakeSignaling.ts'
import { ConferenceController } from '../ConferenceController.ts'

export const id = <T extends string>(letter: string) => `${letter.repeat(21)}A` as T
export const GROUP = id<ConversationId>('g')
export const ID = id<ConferenceId>('c')
export const ANNA = id<PersonId>('a')
export const BEN = id<PersonId>('b')
export const HANDLE = id<SfuHandle>('h')
export const SECOND_HANDLE = id<SfuHandle>('i')
export const BENS_HANDLE = id<SfuHandle>('j')

export function conference(...people: Conference['people']): Conference {
  return {
    id: ID,
    conversation: GROUP,
    row: null,
    kind: 'video',
    startedBy: ANNA,
    startedAt: 1000,
    host: ANNA,
    people,
    ringing: [],
  }
}

export const BEN_IS_IN = conference({ handle: BENS_HANDLE, person: BEN })
const BOTH_ARE_IN = conference({ handle: BENS_HANDLE, person: BEN }, { handle: HANDLE, person: ANNA })

/** What the server gave with the handle. */
export const proofOf = (handle: SfuHandle) => `proof of ${handle}`

/** Anna's page: her line to the server, her devices, and every link to the engine that was made. */
export function page() {
  const signaling = new FakeSignaling()
  const devices = new FakeDevices()
  const links: FakeSfuLink[] = []
  const reachable: (() => boolean)[] = []
  const handles = [HANDLE, SECOND_HANDLE]
  const refusals = new Map<Up['t'], ErrorCode>()
  signaling.answerWith(message => {
    const error = refusals.get(message.t)
    if (error !== undefined) return { ok: false, failure: { error } }
    if (message.t === 'conference-join') {
      const handle = handles.shift() ?? SECOND_HANDLE
      return {
        ok: true,
        reply: {
          conference: BOTH_ARE_IN,
          handle,
          ticket: 't'.repeat(43),
          proof: proofOf(handle),
          iceServers: [],
        },
      } as never
    }
    if (message.t === 'conference-start' || message.t === 'conference-resume') {
      return { ok: true, reply: { conference: BOTH_ARE_IN } } as never
    }
    return { ok: true, reply: {} } as never
  })
  let linksConnect = true
  const refuseLinks = () => {
    linksConnect = false
  }
  const controller = new ConferenceController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: serverReachable => {
      const link = new FakeSfuLink()
      link.connects = linksConnect
      links.push(link)
      reachable.push(serverReachable)
      return link
    },
    sfuUrl: 'wss://tacet.test/sfu',
    preload: () => undefined,
  })
  signaling.start()
  const sent = (t: Up['t']) => signaling.sent.filter(message => message.t === t)
  const link = (index: number) => {
    const found = links[index]
    if (found === undefined) throw new Error(`no link ${index}`)
    return found
  }
  return { signaling, devices, controller, links, link, reachable, refusals, refuseLinks, sent }
}

/** Lets everything happen that waits for nothing. */
export const settle = () => vi.advanceTimersByTimeAsync(0)

/** Anna has joined the conference in which Ben was. */
export async function inConference() {
  const anna = page()
  anna.signaling.receive({ t: 'conference', conference: BEN_IS_IN })
  await anna.controller.preJoin(GROUP)
  await anna.controller.setCamera(true)
  await anna.controller.join()
  await settle()
  return { ...anna, phase: () => anna.controller.store.getState().phase }
}
