import type { Signal } from './HostileServer.ts'
import type { Puppet, Side } from './Puppet.ts'
import { type Device, type Envelope, type Fields, hash, type Party, read } from './vcall.ts'

export interface ForgedLegParts {
  readonly callId: string
  /** Whom it plays, with the device by which it signs. */
  readonly me: Party
  readonly device: Device
  readonly peer: Party
  readonly side: Side
  readonly puppet: Puppet
  readonly post: (envelope: Envelope) => void
  /** What it does to its own descriptions before it signs them. */
  readonly alter?: (sdp: string) => string
}

/** One side of a call as an impostor plays it: everything as an honest device does, by keys of its own. */
export class ForgedLeg {
  readonly #parts: ForgedLegParts
  #sent = 0
  /** Hash of the answer that renegotiations name. */
  #answered = ''

  constructor(parts: ForgedLegParts) {
    this.#parts = parts
  }

  /** Writes and posts one message; a description goes with the hash and the fingerprint of it. */
  say(fields: Fields & { readonly t: string }, sdp?: string): Envelope {
    const { callId, me, peer, device, post, alter = same => same } = this.#parts
    const described = sdp === undefined ? undefined : alter(sdp)
    const about = described === undefined ? {} : { sdpHash: hash(described), fp: fingerprintOf(described) }
    const common = { callId, from: me, to: peer, n: this.#sent++ }
    const envelope = device.write({ ...common, ...about, ...fields }, described)
    post(envelope)
    return envelope
  }

  /** The callee's part: answer and consent. */
  async answer(offer: Envelope, fields: Fields): Promise<void> {
    const { puppet, side } = this.#parts
    const sdp = await puppet.answer(side, offer.sdp ?? '')
    const answer = this.say({ t: 'answer', offerHash: hash(offer.m), ...fields }, sdp)
    this.#answered = hash(answer.m)
    this.say({ t: 'accept', answerHash: this.#answered, media: 'audio' })
  }

  /** The caller's part, once consent is on its way: reveals the nonce, then looks for a path. */
  async confirm(answer: Envelope, nonceA: string): Promise<void> {
    const { puppet, side } = this.#parts
    this.#answered = hash(answer.m)
    await puppet.takeAnswer(side, answer.sdp ?? '')
    this.say({ t: 'confirm', answerHash: this.#answered, nonceA })
    this.say({ t: 'renego', k: 'offer', re: this.#answered }, await puppet.offer(side))
  }

  /** Takes part in finding a path, as the other side asks. */
  async hear({ envelope }: Signal): Promise<void> {
    const { puppet, side } = this.#parts
    const message = read(envelope.m)
    if (message.t === 'cand') await puppet.addCandidates(side, message['cands'] as never)
    if (message.t !== 'renego') return
    if (message['k'] === 'answer') await puppet.takeAnswer(side, envelope.sdp ?? '')
    else {
      const sdp = await puppet.answer(side, envelope.sdp ?? '')
      this.say({ t: 'renego', k: 'answer', re: hash(envelope.m) }, sdp)
    }
  }
}

/** The certificate that a description names, as messages write it. */
function fingerprintOf(sdp: string): string {
  const hex = /a=fingerprint:sha-256 ([\dA-F:]+)/.exec(sdp)?.[1] ?? ''
  return Buffer.from(hex.replaceAll(':', ''), 'hex').toString('base64url')
}
