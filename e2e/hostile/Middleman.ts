import { ForgedLeg } from './ForgedLeg.ts'
import {
  type HostileServer,
  isSignal,
  type Lies,
  type Line,
  type Message,
  type Signal,
} from './HostileServer.ts'
import { ownChain } from './leakKeys.ts'
import type { Office } from './Office.ts'
import type { Puppet } from './Puppet.ts'
import {
  commitTo,
  Device,
  drawNonce,
  type Envelope,
  headOf,
  type Party,
  read,
  type SignedEntry,
  writeEntry,
} from './vcall.ts'

/** Somebody as the other one is shown them: a list of the server's own making. */
class Impostor {
  readonly device = Device.draw()
  readonly chain: readonly SignedEntry[]
  readonly party: Party

  constructor(user: string) {
    this.chain = [writeEntry([], user, [this.device.card], this.device)]
    this.party = { user, dev: this.device.dev }
  }
}

/** The lists that the two have made themselves. */
type Real = Readonly<Record<'anna' | 'ben', readonly SignedEntry[]>>

/**
 * A server that is there when two people meet for the first time: to each it is the other one. Nothing in the protocol
 * can tell; their emoji can.
 */
export class Middleman {
  readonly lies: Lies
  readonly #server: HostileServer
  readonly #puppet: Puppet
  readonly #anna: string
  readonly #ben: string
  /** What Ben is shown as Anna, and Anna as Ben. */
  readonly #asAnna: Impostor
  readonly #asBen: Impostor
  readonly #real: Real
  readonly #nonceA = drawNonce()
  #row: unknown = null
  #offer: Envelope | null = null
  #answer: Envelope | null = null
  #toAnna: ForgedLeg | null = null
  #toBen: ForgedLeg | null = null
  #steps: Promise<void> = Promise.resolve()

  private constructor({ server, anna, ben }: Office, puppet: Puppet, real: Real) {
    this.#server = server
    this.#puppet = puppet
    this.#anna = anna.id
    this.#ben = ben.id
    this.#asAnna = new Impostor(anna.id)
    this.#asBen = new Impostor(ben.id)
    this.#real = real
    this.lies = {
      answer: (path, body) => this.#list(path) ?? body,
      reply: (said, ack) =>
        said.t === 'call-start' && ack.ok ? { ok: true, reply: this.#started(ack.reply) } : ack,
      down: (message, to) => (this.#hides(message, to) ? null : message),
      up: (message, from) => (isSignal(message) ? this.#intercept(message, from) : message),
    }
  }

  /** Takes its place between Anna and Ben, who have not seen each other's lists yet. */
  static async between(office: Office, puppet: Puppet): Promise<Middleman> {
    const real = { anna: await ownChain(office.anna.person), ben: await ownChain(office.ben.person) }
    const middleman = new Middleman(office, puppet, real)
    office.server.lies = middleman.lies
    return middleman
  }

  #list(path: string) {
    const shown = [this.#asAnna, this.#asBen].find(
      ({ party }) => path === `/api/people/${party.user}/devices`,
    )
    return shown && { chain: shown.chain, addedAt: [0] }
  }

  #started(reply: Readonly<Record<string, unknown>>) {
    this.#row = reply['row']
    return { ...reply, chain: this.#asBen.chain, devices: [this.#asBen.device.dev] }
  }

  /** What would show the real devices of the other one. */
  #hides(message: Message, to: Line): boolean {
    const others = message.t === 'devices' && message['person'] !== to.person
    return others || message.t === 'call-signal' || message.t === 'call-device'
  }

  /** Nothing of a leg gets through; only Ben's consent, so that the honest server knows of the call. */
  #intercept(signal: Message & Signal, from: Line): Message | null {
    const line = this.#server.lineOf(from.person === this.#anna ? this.#ben : this.#anna)
    this.#steps = this.#steps.then(() =>
      from.person === this.#anna ? this.#fromAnna(signal, from, line) : this.#fromBen(signal),
    )
    const consents = from.person === this.#ben && read(signal.envelope.m).t === 'accept'
    return consents ? { ...signal, to: { person: this.#anna, device: line.device } } : null
  }

  async #fromAnna(signal: Signal, anna: Line, ben: Line): Promise<void> {
    const { call, envelope } = signal
    const offer = read(envelope.m)
    if (offer.t !== 'offer') return this.#toAnna?.hear(signal)
    this.#offer = envelope
    const post = (to: Line, who: Impostor, ring?: object) => (written: Envelope) =>
      to.say({
        t: 'call-signal',
        call,
        conversation: call,
        from: { person: who.party.user, device: who.device.dev },
        envelope: written,
        age: 0,
        ...(ring && read(written.m).t === 'offer' ? { ring } : {}),
      })
    const ring = { row: this.#row, iceServers: [], chain: this.#asAnna.chain }
    const parts = { callId: call, puppet: this.#puppet }
    this.#toAnna = new ForgedLeg({
      ...parts,
      me: this.#asBen.party,
      device: this.#asBen.device,
      peer: offer['from'] as Party,
      side: 'anna',
      post: post(anna, this.#asBen),
    })
    this.#toBen = new ForgedLeg({
      ...parts,
      me: this.#asAnna.party,
      device: this.#asAnna.device,
      peer: { user: this.#ben, dev: ben.device },
      side: 'ben',
      post: post(ben, this.#asAnna, ring),
    })
    const { media } = offer
    const heads = { dl: headOf(this.#asAnna.chain), peer: headOf(this.#real.ben) }
    const opening = { t: 'offer', ctr: Date.now(), media, pre: 0, commit: commitTo(this.#nonceA), ...heads }
    this.#toBen.say(opening, await this.#puppet.offer('ben'))
  }

  async #fromBen(signal: Signal): Promise<void> {
    const { t } = read(signal.envelope.m)
    if (t === 'answer') this.#answer = signal.envelope
    if (t !== 'accept') return this.#toBen?.hear(signal)
    if (!this.#offer || !this.#answer) throw new Error('consent before there was anything to consent to')
    const heads = { dl: headOf(this.#asBen.chain), peer: headOf(this.#real.anna) }
    await this.#toBen?.confirm(this.#answer, this.#nonceA)
    await this.#toAnna?.answer(this.#offer, { nonceB: drawNonce(), ...heads })
    await this.#puppet.crossTracks()
  }
}
