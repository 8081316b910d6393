import { SfuHandle } from '@tacet/protocol/ids'
import {
  AccessToken,
  RoomServiceClient,
  TokenVerifier,
  TrackSource,
  TwirpError,
  type VideoGrant,
} from 'livekit-server-sdk'
import type { Random } from '../random.ts'
import {
  type Engine,
  type Engines,
  EngineUnavailable,
  type Sfu,
  type SfuClaim,
  type SfuRoom,
} from './ports.ts'

const GRANT_SECONDS = 60
const REQUEST_SECONDS = 5

/** The engine is LiveKit's server, which runs on this machine. */
export class LiveKitSfu implements Sfu {
  readonly #engines: Engines
  readonly #random: Random
  /** By id of the engine; those of engines that are gone are dropped when a new one is made. */
  readonly #clients = new Map<string, RoomServiceClient>()

  constructor(engines: Engines, random: Random) {
    this.#engines = engines
    this.#random = random
  }

  async openRoom(): Promise<SfuRoom> {
    const engine = await this.#engines.forNewUse()
    const name = this.#random.bytes(16).toString('base64url')
    await this.#ask(engine, client => client.createRoom({ name }))
    return { engine: engine.id, name }
  }

  async closeRoom(room: SfuRoom): Promise<void> {
    await this.#askAbout(room, client => client.deleteRoom(room.name))
  }

  async rooms(): Promise<readonly SfuRoom[]> {
    const lists = await Promise.all(
      this.#engines.all().map(async engine => {
        const rooms = await this.#ask(engine, client => client.listRooms())
        return (rooms ?? []).map(({ name }) => ({ engine: engine.id, name }))
      }),
    )
    return lists.flat()
  }

  async handlesIn(room: SfuRoom): Promise<readonly SfuHandle[] | null> {
    const known = await this.#askAbout(room, client => client.listRooms([room.name]))
    if (!known?.length) return null
    const participants = await this.#askAbout(room, client => client.listParticipants(room.name))
    return participants?.map(({ identity }) => SfuHandle.parse(identity)) ?? null
  }

  async expel(room: SfuRoom, handle: SfuHandle): Promise<void> {
    await this.#askAbout(room, client => client.removeParticipant(room.name, handle))
  }

  grant(room: SfuRoom, handle: SfuHandle): Promise<string> {
    const { name, secret } = this.#engines.key
    // Neither a name nor metadata: what the engine doesn't know it can't keep.
    const token = new AccessToken(name, secret, { identity: handle, ttl: GRANT_SECONDS })
    token.addGrant(grantFor(room.name))
    return token.toJwt()
  }

  async readGrant(token: string): Promise<SfuClaim | null> {
    const { name, secret } = this.#engines.key
    try {
      const { sub, video } = await new TokenVerifier(name, secret).verify(token)
      const handle = SfuHandle.safeParse(sub)
      if (!handle.success || video?.roomJoin !== true || !video.room) return null
      return { room: video.room, handle: handle.data }
    } catch {
      return null
    }
  }

  /** Asks the engine of this room; null where engine or room are gone. */
  #askAbout<T>(room: SfuRoom, request: (client: RoomServiceClient) => Promise<T>): Promise<T | null> {
    const engine = this.#engines.find(room.engine)
    return engine ? this.#ask(engine, request) : Promise.resolve(null)
  }

  /** Null: what was asked about is not there. */
  async #ask<T>(engine: Engine, request: (client: RoomServiceClient) => Promise<T>): Promise<T | null> {
    try {
      return await request(this.#clientOf(engine))
    } catch (error) {
      if (error instanceof TwirpError && error.code === 'not_found') return null
      throw new EngineUnavailable()
    }
  }

  #clientOf(engine: Engine): RoomServiceClient {
    const known = this.#clients.get(engine.id)
    if (known) return known
    const running = new Set(this.#engines.all().map(({ id }) => id))
    for (const id of this.#clients.keys()) if (!running.has(id)) this.#clients.delete(id)
    const { name, secret } = this.#engines.key
    const client = new RoomServiceClient(`http://127.0.0.1:${engine.signalPort}`, name, secret, {
      requestTimeout: REQUEST_SECONDS,
      failover: false,
    })
    this.#clients.set(engine.id, client)
    return client
  }
}

/** To send and receive media of a call, visibly, and nothing else: no data messages, no metadata, no other room. */
const grantFor = (room: string): VideoGrant => ({
  room,
  roomJoin: true,
  canSubscribe: true,
  canPublish: true,
  canPublishSources: [
    TrackSource.MICROPHONE,
    TrackSource.CAMERA,
    TrackSource.SCREEN_SHARE,
    TrackSource.SCREEN_SHARE_AUDIO,
  ],
  canPublishData: false,
  canUpdateOwnMetadata: false,
  hidden: false,
  recorder: false,
})
