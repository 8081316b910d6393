import type { SfuHandle } from '@tacet/protocol/ids'
import { EngineUnavailable, type Sfu, type SfuClaim, type SfuRoom } from '../ports.ts'

/** An engine without media, in memory. Tests say who arrives, and when it dies. */
export class FakeSfu implements Sfu {
  #engine = 1
  #drawn = 0
  #running = true
  readonly #rooms = new Map<string, Set<SfuHandle>>()
  /** Tokens are what they say, with a number so that no two are alike. */
  readonly #grants = new Map<string, SfuClaim>()

  async openRoom(): Promise<SfuRoom> {
    if (!this.#running) throw new EngineUnavailable()
    const name = `room-${++this.#drawn}`
    this.#rooms.set(name, new Set())
    return { engine: this.#id, name }
  }

  async closeRoom(room: SfuRoom): Promise<void> {
    if (room.engine === this.#id) this.#rooms.delete(room.name)
  }

  async rooms(): Promise<readonly SfuRoom[]> {
    return [...this.#rooms.keys()].map(name => ({ engine: this.#id, name }))
  }

  async handlesIn(room: SfuRoom): Promise<readonly SfuHandle[] | null> {
    const handles = room.engine === this.#id ? this.#rooms.get(room.name) : undefined
    return handles ? [...handles] : null
  }

  async expel(room: SfuRoom, handle: SfuHandle): Promise<void> {
    if (room.engine === this.#id) this.#rooms.get(room.name)?.delete(handle)
  }

  async grant(room: SfuRoom, handle: SfuHandle): Promise<string> {
    const token = `token-${++this.#drawn}`
    this.#grants.set(token, { room: room.name, handle })
    return token
  }

  async readGrant(token: string): Promise<SfuClaim | null> {
    return this.#grants.get(token) ?? null
  }

  /** Somebody arrives with a token. False: not let in. */
  arrive(token: string): boolean {
    const claim = this.#grants.get(token)
    const room = claim && this.#rooms.get(claim.room)
    if (!claim || !room) return false
    room.add(claim.handle)
    return true
  }

  /** Is ended by kill -9: a new engine, if any, knows nothing of what was. */
  die(): void {
    this.#running = false
    this.#rooms.clear()
  }

  restart(): void {
    this.#engine += 1
    this.#running = true
  }

  get #id(): string {
    return `engine-${this.#engine}`
  }
}
