import { certify, isSecured, type Leg, sasOf } from '../leg.ts'
import type { SignedEnvelope } from '../messages.ts'
import { type Written, writeAccept, writeBye, writeCandidates, writeConfirm, writeRenego } from '../write.ts'
import { describeSession } from './describeSession.ts'
import type { FakePhone } from './FakePhone.ts'
import { answerOn, Scene } from './Scene.ts'

export type Who = 'anna' | 'ben'
export const other = (name: Who): Who => (name === 'anna' ? 'ben' : 'anna')

/** What the two people and their devices may try at any time; most of it is out of place most of the time. */
export const ACTIONS = [
  'answer',
  'confirm',
  'accept',
  'candidates',
  'renego-offer',
  'renego-answer',
  'bye',
] as const
export type Action = (typeof ACTIONS)[number]

/** What has to be done for a call to go on. */
const NEEDED = ['answer', 'confirm', 'accept', 'renego-answer'] as const

/** A call in which everything that was written waits to be delivered, in order or not, by whoever carries it. */
export class Conversation {
  readonly scene: Scene
  /** All that was ever written to each, in order. */
  readonly written: Record<Who, SignedEnvelope[]>
  /** All that each has accepted, in order. */
  readonly accepted: Record<Who, SignedEnvelope[]> = { anna: [], ben: [] }
  readonly faults: string[] = []
  hasConsented = false
  #version = 2

  private constructor(scene: Scene) {
    this.scene = scene
    this.written = { anna: [], ben: [scene.offer] }
  }

  static async begin(): Promise<Conversation> {
    return new Conversation(await Scene.make())
  }

  /** True where it had its place. */
  async act(name: Who, action: Action): Promise<boolean> {
    const phone = this.scene[name]
    if (phone.legs.size === 0) return false
    const attempt = await this.scene.attempt(phone, leg => this.#write(leg, phone, action))
    if (!attempt.ok) return false
    if (action === 'accept') this.hasConsented = true
    this.written[other(name)].push(attempt.envelope)
    return true
  }

  async #write(leg: Leg, phone: FakePhone, action: Action): Promise<Written> {
    const sdp = describeSession(phone.fp, this.#version++)
    switch (action) {
      case 'answer':
        return await answerOn(leg, phone)
      case 'confirm':
        return await writeConfirm(leg, phone.keys)
      case 'accept':
        return await writeAccept(leg, 'video', phone.keys)
      case 'candidates':
        return await writeCandidates(leg, [{ mid: '0', ufrag: `u${this.#version}`, cand: '' }], phone.keys)
      case 'renego-offer':
        return await writeRenego(leg, 'offer', sdp, phone.keys)
      case 'renego-answer':
        return await writeRenego(leg, 'answer', sdp, phone.keys)
      case 'bye':
        return await writeBye(leg, 'hangup', '', phone.keys)
    }
  }

  async take(name: Who, envelope: SignedEnvelope): Promise<boolean> {
    const received = await this.scene[name].take(envelope)
    if (received.ok) this.accepted[name].push(envelope)
    else this.faults.push(`${name}: ${received.rule} ${received.error}`)
    return received.ok
  }

  /** The first message that has not been accepted yet. */
  async deliverNext(name: Who): Promise<boolean> {
    const envelope = this.written[name][this.accepted[name].length]
    return envelope !== undefined && (await this.take(name, envelope))
  }

  /** One thing that brings an honest call further; false where there is nothing left to do. */
  async goOn(name: Who): Promise<boolean> {
    if (await this.deliverNext(name)) return true
    for (const action of NEEDED) if (await this.act(name, action)) return true
    return false
  }

  /** Honest to the end: everything is delivered, both do what is left to do. */
  async finish(): Promise<void> {
    while ((await this.goOn('anna')) || (await this.goOn('ben')));
  }

  /** DTLS connects to `peer`, whoever that is. */
  async dtls(name: Who, peer: FakePhone): Promise<void> {
    const phone = this.scene[name]
    if (phone.legs.size === 0) return
    const certified = await certify(this.scene.legOf(phone), [peer.certificate])
    if (certified.ok) phone.keep(certified.leg)
  }

  async emojiOf(name: Who): Promise<readonly number[] | null> {
    const phone = this.scene[name]
    return phone.legs.size === 0 ? null : await sasOf(this.scene.legOf(phone))
  }

  isSecured(name: Who): boolean {
    const phone = this.scene[name]
    return phone.legs.size > 0 && isSecured(this.scene.legOf(phone))
  }
}
