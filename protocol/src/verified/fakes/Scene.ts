import type { ByeReason } from '../../byeReason.ts'
import type { Leg } from '../leg.ts'
import type { SignedEnvelope } from '../messages.ts'
import type { Received } from '../receive.ts'
import {
  type Written,
  writeAccept,
  writeAnswer,
  writeBye,
  writeCandidates,
  writeConfirm,
  writeRenego,
} from '../write.ts'
import { describeSession } from './describeSession.ts'
import { type Directory, FakePhone } from './FakePhone.ts'

export const verdict = (received: Received): string =>
  received.ok ? 'ok' : `${received.rule} ${received.error}`

function sent(written: Written): SignedEnvelope {
  if (!written.ok) throw new Error(written.error)
  return written.envelope
}

/** Anna calls Ben, who has two phones. Each of these writes one message and keeps the leg it leaves; nobody takes it yet. */
export class Scene {
  readonly directory: Directory
  readonly anna: FakePhone
  readonly ben: FakePhone
  readonly ben2: FakePhone
  readonly offer: SignedEnvelope
  readonly callId: string

  private constructor(anna: FakePhone, ben: FakePhone, ben2: FakePhone, offer: SignedEnvelope) {
    this.directory = anna.directory
    this.anna = anna
    this.ben = ben
    this.ben2 = ben2
    this.offer = offer
    this.callId = JSON.parse(offer.m).callId
  }

  static async make(): Promise<Scene> {
    const directory: Directory = new Map()
    const anna = await FakePhone.make('anna', directory)
    const ben = await FakePhone.make('ben', directory)
    const ben2 = await FakePhone.make('ben', directory, ben)
    await ben2.refreshOwnList()
    return new Scene(anna, ben, ben2, sent(await anna.call(ben.me)))
  }

  legOf(phone: FakePhone): Leg {
    const leg = phone.leg(this.callId, this.#other(phone).me)
    if (!leg) throw new Error('no leg')
    return leg
  }

  #other(phone: FakePhone): FakePhone {
    return phone === this.anna ? this.ben : this.anna
  }

  /** As it is tried; `ok: false` where the message has no place now. */
  async attempt(from: FakePhone, write: (leg: Leg) => Promise<Written>): Promise<Written> {
    return await from.say(this.callId, this.#other(from).me, write)
  }

  async answer(): Promise<SignedEnvelope> {
    return sent(await this.attempt(this.ben, leg => answerOn(leg, this.ben)))
  }

  async confirm(): Promise<SignedEnvelope> {
    return sent(await this.attempt(this.anna, leg => writeConfirm(leg, this.anna.keys)))
  }

  async accept(): Promise<SignedEnvelope> {
    return sent(await this.attempt(this.ben, leg => writeAccept(leg, 'audio', this.ben.keys)))
  }

  async candidates(from: FakePhone, ufrag = 'u', count = 1): Promise<SignedEnvelope> {
    const cands = Array.from({ length: count }, () => ({ mid: '0', ufrag, cand: 'candidate:1' }))
    return sent(await this.attempt(from, leg => writeCandidates(leg, cands, from.keys)))
  }

  async renego(from: FakePhone, k: 'offer' | 'answer'): Promise<SignedEnvelope> {
    return sent(await this.attempt(from, leg => writeRenego(leg, k, describeSession(from.fp, 2), from.keys)))
  }

  async bye(from: FakePhone, reason: ByeReason): Promise<SignedEnvelope> {
    return sent(await this.attempt(from, leg => writeBye(leg, reason, '', from.keys)))
  }

  /** Everything up to consent and confirm on both sides. */
  async connect(): Promise<void> {
    const { anna, ben } = this
    const taken = [
      await ben.take(this.offer),
      await anna.take(await this.answer()),
      await ben.take(await this.confirm()),
      await anna.take(await this.accept()),
    ]
    const faults = taken.map(verdict).filter(word => word !== 'ok')
    if (faults.length > 0) throw new Error(faults.join())
  }
}

export async function answerOn(leg: Leg, phone: FakePhone): Promise<Written> {
  const nonceB = await phone.nonce(leg.callId)
  return await writeAnswer(
    leg,
    { ownList: phone.ownList, nonceB, sdp: describeSession(phone.fp) },
    phone.keys,
  )
}
