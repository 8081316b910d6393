import { seatOf } from '@tacet/domain/conference/conferenceRules'
import type { LiveConference } from '@tacet/domain/conference/LiveConference'
import { ENGINE_GRACE, LINE_GRACE, RESUME_GRACE } from '@tacet/domain/conference/timers'
import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import type { Clock } from '../clock.ts'
import type { Sfu } from '../sfu/ports.ts'
import type { AdmittedLine, LineEnd } from '../sfu/SfuProxy.ts'
import type { Tickets } from '../sfu/Tickets.ts'
import type { ConferenceRooms } from './ConferenceRooms.ts'
import type { ConferenceRunner } from './ConferenceRunner.ts'
import type { LiveConferences } from './liveConferences.ts'

export interface EngineLinesDeps {
  readonly conferences: LiveConferences
  readonly runner: ConferenceRunner
  readonly rooms: ConferenceRooms
  readonly tickets: Tickets
  readonly sfu: Sfu
  readonly clock: Clock
}

/** How often we look whether a page has said that it is still in its conference. Milliseconds. */
const LOOK_AGAIN = 100
/**
 * For how long. Browsers open one WebSocket to a host at a time: while this line waits, the one by which the page would
 * say it may be waiting behind it. Milliseconds.
 */
const LOOK_FOR = 500
/** A room or handle without an owner may be one whose owner is just coming back. Milliseconds. */
const ORPHAN_PATIENCE = RESUME_GRACE

/** Who may have a line to the engine, and what their coming and going means for the conference. */
export class EngineLines {
  readonly #deps: EngineLinesDeps
  /** Since when rooms and handles of the engine have had no owner. */
  #orphans = new Map<string, number>()

  constructor(deps: EngineLinesDeps) {
    this.#deps = deps
  }

  /** Null: no. A ticket works once; a token that the engine pushed works while its owner has the seat. */
  async admit(person: PersonId, token: string, signal: AbortSignal): Promise<AdmittedLine | null> {
    const { conferences, rooms, sfu, tickets } = this.#deps
    const admission = await tickets.redeem(token)
    if (admission) {
      const conference = await conferences.in(admission.conversation)
      if (admission.person !== person || !conference || !holds(conference, person, admission.handle))
        return null
      return this.#lineTo(conference, admission.handle)
    }
    const claim = await sfu.readGrant(token)
    const conference = claim && (await this.#seated(person, claim.handle, signal))
    if (!conference || (await rooms.of(conference.id))?.name !== claim.room) return null
    return this.#lineTo(conference, claim.handle)
  }

  async opened(handle: SfuHandle): Promise<void> {
    const conference = await this.#deps.conferences.withSeat(handle)
    if (conference) await this.#deps.runner.play(conference, { is: 'line-opened', handle })
  }

  async closed(handle: SfuHandle, by: LineEnd): Promise<void> {
    const { conferences, runner, clock } = this.#deps
    const conference = await conferences.withSeat(handle)
    const patience = by === 'engine' ? ENGINE_GRACE : LINE_GRACE
    if (conference) await runner.play(conference, { is: 'line-closed', handle, patience, now: clock.now() })
  }

  /** [SEC-13] Nobody is in the engine without a seat that everybody sees, and no room without a conference. */
  async sweep(): Promise<void> {
    const { conferences, rooms, sfu } = this.#deps
    const owned = new Map<string, LiveConference>()
    for (const conference of await conferences.all()) {
      const room = await rooms.of(conference.id)
      if (room) owned.set(room.name, conference)
    }
    const orphans = new Map<string, number>()
    for (const room of await sfu.rooms()) {
      const conference = owned.get(room.name)
      if (!conference) {
        if (this.#isOverdue(orphans, room.name)) await sfu.closeRoom(room)
        continue
      }
      for (const handle of (await sfu.handlesIn(room)) ?? []) {
        if (seatOf(conference, handle)) continue
        if (this.#isOverdue(orphans, handle)) await sfu.expel(room, handle)
      }
    }
    this.#orphans = orphans
  }

  #isOverdue(orphans: Map<string, number>, name: string): boolean {
    const now = this.#deps.clock.now()
    const since = this.#orphans.get(name) ?? now
    orphans.set(name, since)
    return now - since >= ORPHAN_PATIENCE
  }

  async #lineTo(conference: LiveConference, handle: SfuHandle): Promise<AdmittedLine> {
    const room = await this.#deps.rooms.ensure(conference.id)
    return { room, handle, grant: await this.#deps.sfu.grant(room, handle) }
  }

  /** [CONF-16] After a restart of the server, lines come back before or after the pages have said who they are. */
  async #seated(person: PersonId, handle: SfuHandle, signal: AbortSignal): Promise<LiveConference | null> {
    for (let waited = 0; !signal.aborted && waited <= LOOK_FOR; waited += LOOK_AGAIN) {
      const conference = await this.#deps.conferences.withSeat(handle)
      if (conference) return holds(conference, person, handle) ? conference : null
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN))
    }
    return null
  }
}

const holds = (conference: LiveConference, person: PersonId, handle: SfuHandle): boolean =>
  seatOf(conference, handle)?.person === person
