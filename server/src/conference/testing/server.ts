import type { ConferenceAdmission } from '@tacet/protocol/conference'
import type { Down } from '@tacet/protocol/down'
import type { ErrorCode } from '@tacet/protocol/errors'
import type { CallRow } from '@tacet/protocol/history'
import type { Account } from '@tacet/protocol/identity'
import { CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { ManualClock } from '../../fakes/ManualClock.ts'
import type { CallHistory } from '../../history/ports.ts'
import { memoryLiveStore } from '../../live/memory.ts'
import { drawId, systemRandom } from '../../random.ts'
import { Refusal } from '../../refusal.ts'
import { FakeEngines } from '../../sfu/fakes/FakeEngines.ts'
import { FakeSfu } from '../../sfu/fakes/FakeSfu.ts'
import { Tickets } from '../../sfu/Tickets.ts'
import type { Sender } from '../../signaling/ports.ts'
import { ConferenceRooms } from '../ConferenceRooms.ts'
import { ConferenceRunner } from '../ConferenceRunner.ts'
import { Conferences } from '../Conferences.ts'
import { EngineLines } from '../EngineLines.ts'
import { LiveConferences } from '../liveConferences.ts'

export const person = (): Sender => {
  const account = { id: drawId(systemRandom, PersonId), role: 'member' } as Account
  return { account, device: drawId(systemRandom, DeviceId), socket: 'socket', phone: true, at: 0 }
}

/** Rows in a list, which outlives the server. */
class Rows implements CallHistory {
  readonly all: CallRow[] = []
  readonly #clock: ManualClock

  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  async open(call: Pick<CallRow, 'conversation' | 'kind' | 'startedBy'>): Promise<CallRow['id']> {
    const id = drawId(systemRandom, CallRowId)
    const startedAt = this.#clock.now()
    this.all.push({ id, ...call, status: 'connecting', startedAt, endedAt: null, endedBy: null })
    return id
  }

  connected = async (id: CallRow['id'] | null) => this.#change(id, 'connecting', { status: 'connected' })

  async ended(id: CallRow['id'] | null, endedBy: PersonId | null): Promise<void> {
    this.#change(id, 'connected', { endedAt: this.#clock.now(), endedBy })
    this.#change(id, 'connecting', { status: 'not_connected' })
  }

  async drop(id: CallRow['id'] | null): Promise<void> {
    this.all.splice(0, this.all.length, ...this.all.filter(row => row.id !== id))
  }

  openRows = async () => this.all.filter(row => row.endedAt === null && row.status !== 'not_connected')

  #change(id: CallRow['id'] | null, status: CallRow['status'], change: Partial<CallRow>): void {
    const index = this.all.findIndex(row => row.id === id && row.status === status && row.endedAt === null)
    const row = this.all[index]
    if (row) this.all[index] = { ...row, ...change }
  }
}

/** The conferences of a server with a group of three. What `world` holds outlives it: start another one on it. */
export function server(world = newWorld()) {
  const { clock, engines, sfu, rows, group, members } = world
  const live = memoryLiveStore(clock)
  const told: Down[] = []
  const delivery = {
    toPeople: (_people: readonly PersonId[], message: Down) => void told.push(message),
    toPhone: () => undefined,
    phonesOf: async () => [],
    toEverybody: () => undefined,
    closeSessions: () => undefined,
  }
  const membersOf = async () => members.map(({ account }) => account.id)
  const conferences = new LiveConferences(live)
  const common = {
    conferences,
    rooms: new ConferenceRooms(live, sfu),
    tickets: new Tickets(live, systemRandom),
    history: rows,
    delivery,
    clock,
    random: systemRandom,
    engines,
    sfu,
    membersOf,
    setInCall: async () => undefined,
    requireMembership: async (who: PersonId) => {
      if (!(await membersOf()).includes(who)) throw new Refusal('not-found')
      return { kind: world.kind, inMemory: world.inMemory }
    },
    partnerIn: async () => null,
    gatherings: {
      gather: async () => Promise.reject(new Refusal('forbidden')),
      admit: async () => undefined,
      revive: async () => undefined,
      touch: async () => undefined,
      over: async () => undefined,
    },
  }
  const runner = new ConferenceRunner(common)
  const lines = new EngineLines({ ...common, runner })
  const use = new Conferences({ ...common, runner })

  const start = async (from: Sender) => {
    const started = await use.start(from, { t: 'conference-start', conversation: group, kind: 'video' })
    return started.conference
  }
  /** Joins and brings the line up, as a page does. */
  const join = async (from: Sender): Promise<ConferenceAdmission> => {
    const { id } = await start(from)
    const admission = await use.join(from, { t: 'conference-join', conference: id })
    const line = await lines.admit(from.account.id, admission.ticket, new AbortController().signal)
    if (!line || !sfu.arrive(line.grant)) throw new Error('not let in')
    await lines.opened(admission.handle)
    await use.connected(from, { t: 'conference-connected', conference: id })
    return admission
  }
  const resume = (from: Sender, { conference, handle, proof }: ConferenceAdmission) => {
    const { id, people: _, ringing: __, ...facts } = conference
    return use.resume(from, { t: 'conference-resume', conference: id, ...facts, handle, proof })
  }
  const people = async () => (await conferences.in(group))?.seats.map(seat => seat.person)
  return { ...world, world, use, lines, told, start, join, resume, people }
}

function newWorld() {
  const clock = new ManualClock()
  const [anna, ben, carla] = [person(), person(), person()] as const
  return {
    clock,
    engines: new FakeEngines(),
    sfu: new FakeSfu(),
    rows: new Rows(clock),
    group: drawId(systemRandom, ConversationId),
    kind: 'group' as 'group' | 'direct',
    inMemory: false,
    members: [anna, ben, carla],
    anna,
    ben,
    carla,
  }
}

/** What a Refusal with this error looks like. */
export const refused = (error: ErrorCode) => ({ failure: { error } })
