import type { ConferenceId, SfuHandle } from '@tacet/protocol/ids'
import { KEEP, type LiveStore, liveFamily } from '../live/ports.ts'
import type { Sfu, SfuRoom } from '../sfu/ports.ts'

/** As long as a conference lives without a tick. Milliseconds. */
const LIFETIME = 120_000

const roomFamily = liveFamily<SfuRoom>('conference-room')

/** In which room of which engine a conference takes place. Engines end and rooms with them; the conference goes on. */
export class ConferenceRooms {
  readonly #live: LiveStore
  readonly #sfu: Sfu

  constructor(live: LiveStore, sfu: Sfu) {
    this.#live = live
    this.#sfu = sfu
  }

  /** Null: it has none now. */
  of(conference: ConferenceId): Promise<SfuRoom | null> {
    return this.#live.get(roomFamily(conference))
  }

  /** The room, opened anew where the engine knows nothing of it any more. Throws EngineUnavailable. */
  async ensure(conference: ConferenceId): Promise<SfuRoom> {
    const known = await this.of(conference)
    if (known && (await this.#sfu.handlesIn(known)) !== null) return known
    const opened = await this.#sfu.openRoom()
    const isKnown = (room: SfuRoom | null) => room?.name === known?.name
    const stands = await this.#live.change(roomFamily(conference), LIFETIME, now =>
      isKnown(now) ? opened : KEEP,
    )
    if (!stands || stands.name === opened.name) return opened
    await this.#sfu.closeRoom(opened)
    return stands
  }

  /** After a loss of memory: looks for the room in which this handle is. False: the engine knows it in no room of this conference. */
  async adopt(conference: ConferenceId, handle: SfuHandle): Promise<boolean> {
    const known = await this.of(conference)
    for (const room of known ? [known] : await this.#sfu.rooms()) {
      if (!(await this.#sfu.handlesIn(room))?.includes(handle)) continue
      const stands = await this.#live.change(roomFamily(conference), LIFETIME, now => now ?? room)
      return stands?.name === room.name
    }
    return false
  }

  async expel(conference: ConferenceId, handle: SfuHandle): Promise<void> {
    const room = await this.of(conference)
    if (room) await this.#sfu.expel(room, handle)
  }

  async close(conference: ConferenceId): Promise<void> {
    const room = await this.of(conference)
    await this.#live.change(roomFamily(conference), LIFETIME, () => null)
    if (room) await this.#sfu.closeRoom(room)
  }

  /** A sign of life of the conference. */
  async touch(conference: ConferenceId): Promise<void> {
    await this.#live.change(roomFamily(conference), LIFETIME, now => now)
  }
}
