import { type CallId, type DeviceId, PersonId } from '@tacet/protocol/ids'
import { encodeBase64url } from '@tacet/protocol/verified/base64url'
import { type DeviceList, makeEntry, type SignedEntry } from '@tacet/protocol/verified/deviceList'
import { type DeviceKeys, generateDeviceKeys } from '@tacet/protocol/verified/keys'
import type { SignedEnvelope } from '@tacet/protocol/verified/messages'
import { SignedLegs, type SignedLegsDeps } from '../../web/src/call/SignedLegs.ts'
import type { DeviceApi } from '../../web/src/identity/api.ts'
import { drawId } from '../../web/src/identity/drawId.ts'
import { MemoryVault } from '../../web/src/identity/fakes/MemoryVault.ts'
import { IndexedDbVault } from '../../web/src/identity/IndexedDbVault.ts'
import { Peers } from '../../web/src/identity/Peers.ts'
import type { Vault } from '../../web/src/identity/ports.ts'
import { UnsignedLegs } from './UnsignedLegs.ts'

export type Legs = Pick<SignedLegs, keyof SignedLegs>
/**
 * How legs are written: as the product does; the same with a vault in memory, which leaves signing and checking alone;
 * or without all that verification adds.
 */
export type Variant = 'verified' | 'unstored' | 'stubbed'

interface Letter {
  readonly call: CallId
  readonly envelope: SignedEnvelope
}

/** Chains come with the calls, as they do from the server; nothing may be asked in between. */
const SILENT: DeviceApi = {
  own: unasked,
  of: unasked,
  append: unasked,
  reset: unasked,
  rename: unasked,
  wait: unasked,
  stopWaiting: unasked,
}

function unasked(): never {
  throw new Error('a call set-up asked the server for a device list')
}

/** One listed device with a real vault, without line and media: whatever it says waits in `said`. */
export class Phone {
  readonly person: PersonId
  readonly device: DeviceId
  readonly chain: readonly SignedEntry[]
  readonly legs: Record<Variant, Legs>
  readonly #peers: readonly Peers[]
  #said: Letter[] = []

  private constructor(person: PersonId, keys: DeviceKeys, list: DeviceList, chain: readonly SignedEntry[]) {
    this.person = person
    this.device = keys.device.dev
    this.chain = chain
    const depsWith = (vault: Vault): SignedLegsDeps => ({
      speaker: () => ({ keys, list }),
      vault,
      peers: new Peers(vault, SILENT),
      post: ({ callId }, envelope) => this.#said.push({ call: callId, envelope }),
      over: () => undefined,
      drawNonce: () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32))),
      now: () => performance.now(),
      wallClock: () => Date.now(),
    })
    const [stored, unstored] = [depsWith(new IndexedDbVault(person)), depsWith(new MemoryVault())]
    this.#peers = [stored.peers, unstored.peers]
    this.legs = {
      verified: new SignedLegs(stored),
      unstored: new SignedLegs(unstored),
      stubbed: new UnsignedLegs(unstored),
    }
  }

  /**
   * A person with a recovery key and three browsers, each approved by the one before: a chain of three entries. The
   * device is the last one.
   */
  static async make(): Promise<Phone> {
    const person = drawId(PersonId)
    const recovery = await generateDeviceKeys()
    const keys = [await generateDeviceKeys(), await generateDeviceKeys(), await generateDeviceKeys()]
    const devices = [recovery.device]
    const chain: SignedEntry[] = []
    let list: DeviceList | null = null
    let signer = keys[0]
    for (const one of keys) {
      devices.push(one.device)
      const made: Awaited<ReturnType<typeof makeEntry>> = await makeEntry(
        list,
        person,
        devices,
        signer ?? one,
      )
      if (!made.ok) throw new Error(made.error)
      chain.push(made.entry)
      list = made.list
      signer = one
    }
    if (!list || !signer) throw new Error('no list was made')
    return new Phone(person, signer, list, chain)
  }

  /** The server shows this phone the device list of another one's person, as it does anew with every call. */
  learn(other: Phone): void {
    for (const peers of this.#peers) peers.heard(other.person, structuredClone(other.chain))
  }

  /** All that it has said since somebody last listened. */
  takeSaid(): Letter[] {
    const said = this.#said
    this.#said = []
    return said
  }

  async hear(variant: Variant, from: Phone, { call, envelope }: Letter): Promise<void> {
    const isOffer = envelope.sdp !== undefined && this.legs[variant].find(call, from.device) === null
    const heard = await this.legs[variant].hear({
      call,
      from: { person: from.person, device: from.device },
      envelope,
      age: 0,
      chain: isOffer ? structuredClone(from.chain) : null,
    })
    if (heard.is !== 'event') throw new Error(`${variant}: a message of an honest call was not taken`)
  }
}
