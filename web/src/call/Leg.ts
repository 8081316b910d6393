import type { ByeReason } from '@tacet/protocol/byeReason'
import type { Address, Envelope, LegMessage } from '@tacet/protocol/call'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId } from '@tacet/protocol/ids'
import type { LegCandidate, PeerLink } from '../media/ports.ts'

type Common = 'v' | 'callId' | 'from' | 'to' | 'n'
type Body = LegMessage extends infer M ? (M extends LegMessage ? Omit<M, Common> : never) : never

export interface LegOptions {
  call: CallId
  me: Address
  peer: Address
  link: PeerLink
  /** Carries an envelope to the peer's device. */
  post: (to: Address, envelope: Envelope) => Promise<void>
}

/** A call between this device and one device of the other person: its link, and the numbered messages that belong to it. */
export class Leg {
  readonly call: CallId
  readonly link: PeerLink
  readonly peer: Address
  readonly #options: LegOptions
  #next = 0

  constructor(options: LegOptions) {
    this.#options = options
    this.call = options.call
    this.link = options.link
    this.peer = options.peer
    this.link.on(event => {
      if (event.is === 'renegotiation') this.#post({ t: 'renego', k: event.kind }, event.sdp)
      if (event.is === 'candidate') this.#post({ t: 'cand', cands: [event.candidate] })
    })
  }

  async offer(media: CallKind): Promise<void> {
    this.#post({ t: 'offer', media }, await this.link.createOffer())
  }

  /** Answer and consent leave together, after the click and not before (RING-2). */
  async answer(offer: string, media: 'audio' | 'video'): Promise<void> {
    this.#post({ t: 'answer' }, await this.link.createAnswer(offer))
    this.#post({ t: 'accept', media })
  }

  async renegotiate(kind: 'offer' | 'answer', sdp: string): Promise<void> {
    const answer = await this.link.takeRenegotiation(kind, sdp)
    if (answer !== null) this.#post({ t: 'renego', k: 'answer' }, answer)
  }

  async addCandidates(candidates: readonly LegCandidate[]): Promise<void> {
    for (const candidate of candidates) await this.link.addCandidate(candidate)
  }

  bye(reason: ByeReason): void {
    this.link.say({ t: 'bye' })
    this.#post({ t: 'bye', reason })
  }

  close(): void {
    this.link.close()
  }

  #post(body: Body, sdp?: string): void {
    const { call, me, peer, post } = this.#options
    const message = { v: 'leg/1', callId: call, from: me, to: peer, n: this.#next++, ...body } as LegMessage
    const m = JSON.stringify(message)
    void post(peer, sdp === undefined ? { m } : { m, sdp })
  }
}
