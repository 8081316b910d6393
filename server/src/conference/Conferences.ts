import { hostOf, seatOf } from '@tacet/domain/conference/conferenceRules'
import type { LiveConference } from '@tacet/domain/conference/LiveConference'
import { may, type Policy } from '@tacet/domain/identity/policy'
import type {
  Conference,
  ConferenceAdmission,
  ConferenceGathered,
  ConferenceStarted,
} from '@tacet/protocol/conference'
import type { ConversationKind, ConversationView } from '@tacet/protocol/conversation'
import type { CallKind } from '@tacet/protocol/history'
import type { Account } from '@tacet/protocol/identity'
import {
  type CallId,
  ConferenceId,
  type ConversationId,
  type DeviceId,
  type PersonId,
  SfuHandle,
} from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import type { Clock } from '../clock.ts'
import type { CallHistory } from '../history/ports.ts'
import { drawId, type Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { type Engines, EngineUnavailable } from '../sfu/ports.ts'
import type { Tickets } from '../sfu/Tickets.ts'
import type { Delivery, Sender } from '../signaling/ports.ts'
import type { ConferenceRooms } from './ConferenceRooms.ts'
import type { ConferenceRunner } from './ConferenceRunner.ts'
import type { LiveConferences } from './liveConferences.ts'
import { conferencePolicy } from './policy.ts'
import { present } from './present.ts'
import { type ProvenSeat, provesSeat, seatProof } from './seatProof.ts'

export interface ConferencesDeps {
  readonly conferences: LiveConferences
  readonly runner: ConferenceRunner
  readonly rooms: ConferenceRooms
  readonly tickets: Tickets
  readonly engines: Pick<Engines, 'state' | 'key'>
  readonly history: CallHistory
  readonly delivery: Delivery
  readonly clock: Clock
  readonly random: Random
  /** Refuses with `not-found` who isn't in this conversation. */
  readonly requireMembership: (
    person: PersonId,
    conversation: ConversationId,
  ) => Promise<{ readonly kind: ConversationKind; readonly inMemory: boolean }>
  readonly membersOf: (conversation: ConversationId) => Promise<readonly PersonId[]>
  /** The other person of a direct call that runs on this device; null where it does not. */
  readonly partnerIn: (call: CallId, person: PersonId, device: DeviceId) => Promise<PersonId | null>
  /** Conversations that are in memory only (UPG-3). */
  readonly gatherings: {
    gather(by: Account, partner: PersonId, others: readonly PersonId[]): Promise<ConversationView>
    admit(conversation: ConversationId, people: readonly PersonId[]): Promise<void>
    revive(conversation: ConversationId, person: PersonId): Promise<void>
    touch(conversation: ConversationId): Promise<void>
  }
}

/** Conferences: who may start, join and end them, and who is told. Media is the engine's business. */
export class Conferences {
  readonly #deps: ConferencesDeps

  constructor(deps: ConferencesDeps) {
    this.#deps = deps
  }

  async start(from: Sender, { conversation, kind }: UpOf<'conference-start'>): Promise<ConferenceStarted> {
    const { inMemory } = await this.#requireGroup(from, conversation, conferencePolicy.start)
    return { conference: await this.#begin(from, { id: conversation, inMemory }, kind, false) }
  }

  /** [UPG-3] The two of a direct call have agreed to go on as a conference, with others. */
  async gather(from: Sender, { call, people, kind }: UpOf<'conference-gather'>): Promise<ConferenceGathered> {
    const { engines, gatherings, partnerIn } = this.#deps
    const { account, device } = from
    const partner = await partnerIn(call, account.id, device)
    if (partner === null || !may(account.role, conferencePolicy.gather, 'party')) {
      throw new Refusal('forbidden')
    }
    if (engines.state.state !== 'ready') throw new Refusal('engine-not-ready')
    const view = await gatherings.gather(account, partner, people)
    const { id, inMemory = false } = view.conversation
    return { conference: await this.#begin(from, { id, inMemory }, kind, true), view }
  }

  /** [CONF-2] Rings members who are not in it. Whoever is in it may. */
  async ring(from: Sender, { conference: id, people }: UpOf<'conference-ring'>): Promise<void> {
    const { gatherings, membersOf, runner, clock } = this.#deps
    const conference = await this.#require(id)
    const { conversation, seats } = conference
    const inIt = seats.some(({ person }) => person === from.account.id)
    if (!inIt || !may(from.account.role, conferencePolicy.ring, 'member')) throw new Refusal('forbidden')
    await gatherings.admit(conversation, people)
    const members = await membersOf(conversation)
    if (people.some(person => !members.includes(person))) throw new Refusal('invalid', { field: 'people' })
    await runner.play(conference, { is: 'rung', people, now: clock.now() })
  }

  /** Stops ringing on all devices of this person. */
  async answered(from: Sender, { conference: id }: UpOf<'conference-answered'>): Promise<void> {
    const conference = await this.#deps.conferences.get(id)
    if (conference) await this.#deps.runner.play(conference, { is: 'answered', person: from.account.id })
  }

  async join(from: Sender, { conference: id }: UpOf<'conference-join'>): Promise<ConferenceAdmission> {
    const { engines, rooms, tickets, clock, random } = this.#deps
    const conference = await this.#require(id)
    await this.#requireGroup(from, conference.conversation, conferencePolicy.join)
    // Admitted is only who finds an engine.
    await rooms.ensure(id).catch(refuseWithoutEngine)

    const [person, handle] = [from.account.id, drawId(random, SfuHandle)]
    const joined = { is: 'joined', person, device: from.device, handle, now: clock.now() } as const
    const after = await this.#deps.runner.play(conference, joined)
    if (!after) throw new Refusal('conference-over')
    return {
      conference: present(after),
      handle,
      ticket: await tickets.issue({ person, conversation: conference.conversation, handle }),
      proof: seatProof(engines.key.secret, { ...after, person, handle }),
      // The engine's own address is known: nothing else is needed to reach it.
      iceServers: [],
    }
  }

  async connected(from: Sender, { conference: id }: UpOf<'conference-connected'>): Promise<void> {
    const conference = await this.#require(id)
    const person = from.account.id
    if (!conference.seats.some(seat => seat.person === person)) throw new Refusal('forbidden')
    await this.#deps.runner.play(conference, { is: 'connected', person })
  }

  async leave(from: Sender, { conference: id }: UpOf<'conference-leave'>): Promise<void> {
    const conference = await this.#deps.conferences.get(id)
    if (!conference) return
    const [person, now] = [from.account.id, this.#deps.clock.now()]
    await this.#deps.runner.play(conference, { is: 'left', person, device: from.device, now })
  }

  async end(from: Sender, { conference: id }: UpOf<'conference-end'>): Promise<void> {
    const conference = await this.#require(id)
    const { id: person, role } = from.account
    if (hostOf(conference) !== person || !may(role, conferencePolicy.end, 'host')) {
      throw new Refusal('forbidden')
    }
    await this.#deps.runner.play(conference, { is: 'ended', by: person })
  }

  /** [CONF-16] A page says that it is still in it. A server that has forgotten takes the conference up again. */
  async resume(from: Sender, message: UpOf<'conference-resume'>): Promise<ConferenceStarted> {
    const { conferences, rooms, clock, engines } = this.#deps
    const { handle, proof, conference: id } = message
    const person = from.account.id
    const seat: ProvenSeat = { ...message, id, person }
    const proven = provesSeat(engines.key.secret, seat, proof)
    // A conversation in memory is gone with a server that has lost its memory, and comes back with its people.
    if (proven) await this.#deps.gatherings.revive(message.conversation, person)
    await this.#requireGroup(from, message.conversation, conferencePolicy.take_part)
    const known = await conferences.in(message.conversation)
    if (known && known.id !== id) throw new Refusal('conference-over')
    if (known && seatOf(known, handle)?.person === person) return { conference: present(known) }

    if (!proven) throw new Refusal('conference-over')
    const conference = known ?? (await this.#rebuild(seat, message.host))
    // Where the engine has died, too, the page is about to join anew.
    if (await rooms.adopt(id, handle).catch(refuseWithoutEngine)) {
      const { device } = from
      const resumed = { is: 'resumed', person, device, handle, now: clock.now() } as const
      return { conference: present((await this.#deps.runner.play(conference, resumed)) ?? conference) }
    }
    return { conference: present(conference) }
  }

  /** [CONF-8] This person is not in the conversation any more. */
  async removed(conversation: ConversationId, person: PersonId): Promise<void> {
    const conference = await this.#deps.conferences.in(conversation)
    const now = this.#deps.clock.now()
    if (conference) await this.#deps.runner.play(conference, { is: 'removed', person, now })
  }

  /** These people are in the conversation from now on, and see what goes on in it (CONF-4). */
  async came(conversation: ConversationId, people: readonly PersonId[]): Promise<void> {
    const conference = await this.#deps.conferences.in(conversation)
    if (!conference) return
    this.#deps.delivery.toPeople(people, { t: 'conference', conference: present(conference) })
  }

  /** [CONF-4] The conferences that this person may see. */
  async visibleTo(person: PersonId): Promise<Conference[]> {
    const seen: Conference[] = []
    for (const conference of await this.#deps.conferences.all()) {
      const members = await this.#deps.membersOf(conference.conversation)
      if (members.includes(person)) seen.push(present(conference))
    }
    return seen
  }

  /** Time passes. */
  async tick(): Promise<void> {
    const { conferences, rooms, clock } = this.#deps
    for (const conference of await conferences.all()) {
      const after = await this.#deps.runner.play(conference, { is: 'tick', now: clock.now() })
      if (!after) continue
      await rooms.touch(after.id)
      await this.#deps.gatherings.touch(after.conversation)
    }
  }

  /** [CONF-3] The one that runs there already, or a new one. */
  async #begin(
    from: Sender,
    { id: conversation, inMemory }: { readonly id: ConversationId; readonly inMemory: boolean },
    kind: CallKind,
    tentative: boolean,
  ): Promise<Conference> {
    const { conferences, engines, history, runner, clock, random } = this.#deps
    const running = await conferences.in(conversation)
    if (running) return present(running)
    if (engines.state.state !== 'ready') throw new Refusal('engine-not-ready')

    const startedBy = from.account.id
    // [UPG-3] No row names a conversation that isn't stored.
    const row = inMemory ? null : await history.open({ conversation, kind, startedBy })
    const now = clock.now()
    const fresh: LiveConference = {
      id: drawId(random, ConferenceId),
      conversation,
      row,
      kind,
      startedBy,
      startedAt: now,
      heir: null,
      seats: [],
      emptySince: now,
      ringing: [],
      tentative,
    }
    const stands = await conferences.add(fresh)
    // [CONF-3] Somebody else was faster.
    if (stands.id !== fresh.id) await history.drop(row)
    else await runner.show(stands)
    return present(stands)
  }

  async #rebuild(seat: ProvenSeat, host: PersonId | null): Promise<LiveConference> {
    const { conferences, history, clock } = this.#deps
    const { id, conversation, row, kind, startedBy, startedAt } = seat
    const now = clock.now()
    const open = row === null ? [] : await history.openRows(now + 1)
    // Its row was ended in the meantime, and so was the conference.
    if (row !== null && !open.some(each => each.id === row && each.conversation === conversation)) {
      throw new Refusal('conference-over')
    }
    const rebuilt: LiveConference = {
      id,
      conversation,
      row,
      kind,
      startedBy,
      startedAt,
      heir: host,
      seats: [],
      emptySince: now,
      ringing: [],
      tentative: false,
    }
    const stands = await conferences.add(rebuilt)
    if (stands.id !== id) throw new Refusal('conference-over')
    return stands
  }

  async #require(id: ConferenceId): Promise<LiveConference> {
    const conference = await this.#deps.conferences.get(id)
    if (!conference) throw new Refusal('conference-over')
    return conference
  }

  async #requireGroup(from: Sender, conversation: ConversationId, policy: Policy<'member'>) {
    const { id, role } = from.account
    const membership = await this.#deps.requireMembership(id, conversation)
    if (membership.kind !== 'group' || !may(role, policy, 'member')) throw new Refusal('forbidden')
    return membership
  }
}

function refuseWithoutEngine(error: unknown): never {
  throw error instanceof EngineUnavailable ? new Refusal('engine-not-ready') : error
}
