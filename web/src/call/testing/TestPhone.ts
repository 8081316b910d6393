import type { IceServer } from '@tacet/protocol/call'
import type { DeviceChain } from '@tacet/protocol/device'
import type { Ack, DownOf } from '@tacet/protocol/down'
import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import { encodeBase64url } from '@tacet/protocol/verified/base64url'
import { makeEntry } from '@tacet/protocol/verified/deviceList'
import { describeSession } from '@tacet/protocol/verified/fakes/describeSession'
import { sha256 } from '@tacet/protocol/verified/hash'
import { generateDeviceKeys } from '@tacet/protocol/verified/keys'
import { vi } from 'vitest'
import type { DeviceApi } from '../../identity/api.ts'
import { MemoryVault } from '../../identity/fakes/MemoryVault.ts'
import { Peers } from '../../identity/Peers.ts'
import { FakeDevices } from '../../media/fakes/FakeDevices.ts'
import { FakePeerLink } from '../../media/fakes/FakePeerLink.ts'
import { LocalTracks } from '../../media/LocalTracks.ts'
import { FakeSignaling } from '../../signaling/fakes/FakeSignaling.ts'
import { CallController } from '../CallController.ts'
import { LegPost } from '../LegPost.ts'
import { SignedLegs, type Speaker } from '../SignedLegs.ts'
import { Telephone } from '../Telephone.ts'

export const id = <T extends string>(text: string): T => `${text.padEnd(21, 'A')}A` as T
export const DM = id<ConversationId>('dm')
export const ROW = id<CallRowId>('row')

export const RELAY: IceServer = {
  urls: ['turn:192.0.2.1:3478?transport=udp'],
  username: 'a',
  credential: 'b',
}

/** Turns of the event loop within which one step leads to the next. */
const TURNS = 3

/** Not DER, but hashed like it. */
const certificateOf = (name: string): ArrayBuffer => new TextEncoder().encode(`certificate of ${name}`).buffer

const NO_API: DeviceApi = {
  own: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  of: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  append: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  reset: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  rename: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  wait: async () => ({ ok: false, failure: { error: 'unavailable' } }),
  stopWaiting: async () => ({ ok: false, failure: { error: 'unavailable' } }),
}

/** One browser with everything of a direct call but network, media and server: those say and do what a test wants. */
export class TestPhone {
  readonly person: PersonId
  readonly device: DeviceId
  readonly chain: DeviceChain
  readonly signaling = new FakeSignaling()
  readonly devices = new FakeDevices()
  readonly links: FakePeerLink[] = []
  readonly sounds: string[] = []
  readonly peers: Peers
  readonly telephone: Telephone
  /** [SEC-5] Whether it must keep its address from the other side. */
  hides = false
  /** What the server says when this phone asks to ring: which devices, and whose list. */
  rings: { devices: DeviceId[]; chain: DeviceChain; iceServers?: IceServer[] } = { devices: [], chain: [] }
  /** False: the person does not want to be disturbed. */
  mayRing = true
  /** What the server offers this phone to connect by. */
  iceServers: IceServer[] = []
  readonly #name: string
  readonly #fp: string
  readonly #legs: SignedLegs

  private constructor(name: string, speaker: Speaker, chain: DeviceChain, fp: string) {
    this.#name = name
    this.#fp = fp
    this.person = speaker.list.user as PersonId
    this.device = speaker.keys.device.dev
    this.chain = chain
    const vault = new MemoryVault()
    this.peers = new Peers(vault, NO_API)
    let drawn = 0
    const post = new LegPost(this.signaling, call => this.controller.callOver(call))
    this.#legs = new SignedLegs({
      speaker: () => speaker,
      vault,
      peers: this.peers,
      drawNonce: () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32))),
      now: () => performance.now(),
      wallClock: () => Date.now(),
      post: (leg, envelope) => post.post(leg, envelope),
      over: (call, device) => post.end(call, device),
    })
    const makeLink = (role: 'caller' | 'callee') => {
      const link = new FakePeerLink(role, version => describeSession(fp, version))
      this.links.push(link)
      return link
    }
    this.telephone = new Telephone({
      signaling: this.signaling,
      tracks: new LocalTracks(this.devices),
      play: sound => this.sounds.push(sound),
      makeCall: parts =>
        new CallController({
          ...parts,
          makeLink,
          me: this.person,
          peers: this.peers,
          legs: this.#legs,
          post,
          hideAddress: () => this.hides,
          mayRing: () => this.mayRing,
          drawCallId: () => id<CallId>(`${name}${drawn++}`),
        }),
    })
    this.signaling.answerWith((message: Up): Ack => {
      const reply =
        message.t === 'call-start'
          ? { row: ROW, iceServers: this.iceServers, waiting: false, ...this.rings }
          : {}
      return { ok: true, reply } as Ack
    })
    this.signaling.start()
  }

  static async make(name: string): Promise<TestPhone> {
    const keys = await generateDeviceKeys()
    const made = await makeEntry(null, id(name), [keys.device], keys)
    if (!made.ok) throw new Error(made.error)
    const fp = encodeBase64url(await sha256(new Uint8Array(certificateOf(name))))
    return new TestPhone(name, { keys, list: made.list }, [made.entry], fp)
  }

  get controller(): CallController {
    return this.telephone.shown
  }

  get at(): string {
    return this.controller.store.getState().call.at
  }

  get link(): FakePeerLink {
    const link = this.links.at(-1)
    if (!link) throw new Error('no link')
    return link
  }

  sent<T extends Up['t']>(t: T): UpOf<T>[] {
    return this.signaling.sent.filter((message): message is UpOf<T> => message.t === t)
  }

  /** Kinds of the messages that left on legs. */
  said(): string[] {
    return this.sent('call-signal').map(({ envelope }) => JSON.parse(envelope.m).t)
  }

  /** Resolves when all that has come was looked at, and what follows from it was said. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) {
      await this.#legs.settled()
      await new Promise(next => setTimeout(next))
    }
  }

  /** A description of this phone's, `version` of it. */
  describe(version: number): string {
    return describeSession(this.#fp, version)
  }

  /** DTLS is up, and this is the certificate at its other end. */
  meets(other: TestPhone): void {
    this.link.certificates = [certificateOf(other.#name)]
    this.link.secure()
  }
}

/** An honest server between two phones; `tamper` makes it a dishonest one. Null: it drops the message. */
export class TestServer {
  /** How many of the messages from one phone to another have been carried. */
  readonly #carried = new Map<string, number>()
  tamper: (message: DownOf<'call-signal'>) => DownOf<'call-signal'> | null = message => message

  /** Carries messages between one phone and the others, both ways, until `fact` holds. */
  carryUntil(fact: () => void, one: TestPhone, ...others: readonly TestPhone[]): Promise<void> {
    return vi.waitFor(() => {
      for (const other of others) {
        this.carry(other, one)
        this.carry(one, other)
      }
      fact()
    })
  }

  /** Carries what the one has said since the last time to the other. */
  carry(from: TestPhone, to: TestPhone): void {
    const way = `${from.device} ${to.device}`
    const all = from.sent('call-signal').filter(message => message.to.device === to.device)
    for (const { call, envelope } of all.slice(this.#carried.get(way) ?? 0)) {
      const message = this.tamper({
        t: 'call-signal',
        call,
        conversation: DM,
        from: { person: from.person, device: from.device },
        envelope,
        age: 0,
        ...(JSON.parse(envelope.m).t === 'offer'
          ? { ring: { row: ROW, iceServers: to.iceServers, chain: from.chain } }
          : {}),
      })
      if (message) to.signaling.receive(message)
    }
    this.#carried.set(way, all.length)
  }
}
