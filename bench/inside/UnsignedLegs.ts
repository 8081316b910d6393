import type { Media } from '@tacet/domain/call/CallState'
import { ByeReason } from '@tacet/protocol/byeReason'
import { CallKind } from '@tacet/protocol/history'
import type { CallId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { type Leg, newLeg } from '@tacet/protocol/verified/leg'
import type { LegEvent } from '@tacet/protocol/verified/take'
import type { VcallError } from '@tacet/protocol/verified/VcallError'
import { z } from 'zod/mini'
import type { Heard, Incoming, SignedLegs, SignedLegsDeps } from '../../web/src/call/SignedLegs.ts'
import type { LegCandidate } from '../../web/src/media/ports.ts'

/** What a call has to say without any proof: kinds, descriptions, candidates, consent. */
const Said = z.discriminatedUnion('t', [
  z.object({ t: z.literal('offer'), media: CallKind }),
  z.object({ t: z.literal('answer') }),
  z.object({ t: z.literal('accept'), media: z.enum(['audio', 'video']) }),
  z.object({
    t: z.literal('cand'),
    cands: z.array(z.object({ mid: z.string(), ufrag: z.string(), cand: z.string() })),
  }),
  z.object({ t: z.literal('renego'), k: z.enum(['offer', 'answer']) }),
  z.object({ t: z.literal('bye'), reason: ByeReason }),
])
type Said = z.infer<typeof Said>

/** Fields of a leg that only verification fills. */
const UNPROVEN = {
  offeredAt: null,
  nonceA: null,
  fp: { own: null, peer: null },
  peerList: { user: '', entries: [], root: '', seq: 0, head: '', devices: [] },
} as const

/**
 * SignedLegs with everything taken out that verification adds: keys, lists, pins, counters, hashes, signatures,
 * canonical texts, checks, emoji, and the `confirm`, which nobody needs who proves nothing. What stays is what any call
 * has to say. Only builds of the bench hold it, in the place of the product's class: the difference is what
 * verification costs.
 */
export class UnsignedLegs implements Pick<SignedLegs, keyof SignedLegs> {
  readonly #deps: SignedLegsDeps
  readonly #legs = new Map<string, Leg>()

  constructor(deps: SignedLegsDeps) {
    this.#deps = deps
  }

  find(call: CallId, device: DeviceId): Leg | null {
    return this.#legs.get(keyOf(call, device)) ?? null
  }

  isSecured(call: CallId, device: DeviceId): boolean {
    const leg = this.find(call, device)
    return leg !== null && leg.accepted !== null && leg.certified
  }

  async nextCtr(): Promise<number> {
    return 0
  }

  async begin(
    call: CallId,
    peer: PersonId,
    device: DeviceId,
    { media, sdp }: { ctr: number; media: CallKind; sdp: string },
  ): Promise<VcallError | null> {
    this.#begin('caller', call, peer, device, media)
    return this.#say(call, device, { t: 'offer', media }, sdp)
  }

  async answer(call: CallId, device: DeviceId, sdp: string): Promise<VcallError | null> {
    return this.#say(call, device, { t: 'answer' }, sdp)
  }

  async accept(call: CallId, device: DeviceId, media: Media): Promise<VcallError | null> {
    this.#change(call, device, { accepted: media })
    return this.#say(call, device, { t: 'accept', media })
  }

  awaited() {
    return []
  }

  async confirm(): Promise<VcallError | null> {
    return null
  }

  async renegotiate(call: CallId, device: DeviceId, k: 'offer' | 'answer', sdp: string) {
    return this.#say(call, device, { t: 'renego', k }, sdp)
  }

  async candidates(call: CallId, device: DeviceId, cands: readonly LegCandidate[]) {
    return this.#say(call, device, { t: 'cand', cands: [...cands] })
  }

  async end(call: CallId, device: DeviceId, reason: ByeReason | null): Promise<void> {
    if (reason) this.#say(call, device, { t: 'bye', reason })
    this.#legs.delete(keyOf(call, device))
  }

  async certify(call: CallId, device: DeviceId): Promise<VcallError | null> {
    return this.#change(call, device, { certified: true })
  }

  async sas(): Promise<null> {
    return null
  }

  async settled(): Promise<void> {
    // Nothing that comes has to wait for anything.
  }

  async hear({ call, from, envelope }: Incoming): Promise<Heard> {
    const said = Said.parse(JSON.parse(envelope.m))
    if (said.t === 'offer') this.#begin('callee', call, from.person, from.device, said.media)
    if (said.t === 'accept') this.#change(call, from.device, { accepted: said.media })
    const leg = this.find(call, from.device)
    return leg ? { is: 'event', leg, event: eventOf(said, envelope.sdp ?? '') } : { is: 'nothing' }
  }

  #begin(role: Leg['role'], callId: CallId, user: PersonId, dev: DeviceId, media: CallKind): void {
    const parties = { me: { user, dev }, peer: { user, dev } }
    const offer = { hash: '', media, pre: 0, commit: '' } as const
    this.#legs.set(keyOf(callId, dev), newLeg({ ...UNPROVEN, ...parties, role, callId, offer }))
  }

  #change(call: CallId, device: DeviceId, change: Partial<Leg>): VcallError | null {
    const leg = this.find(call, device)
    if (!leg) return 'UnknownCall'
    this.#legs.set(keyOf(call, device), { ...leg, ...change })
    return null
  }

  #say(call: CallId, device: DeviceId, said: Said, sdp?: string): VcallError | null {
    const leg = this.find(call, device)
    if (!leg) return 'UnknownCall'
    this.#deps.post(leg, { m: JSON.stringify(said), sdp })
    return null
  }
}

function eventOf(said: Said, sdp: string): LegEvent {
  switch (said.t) {
    case 'offer':
      return { is: 'offer', media: said.media, pre: 0, ctr: 0, sdp }
    case 'answer':
      return { is: 'answer', sdp }
    case 'accept':
      return { is: 'accept', media: said.media }
    case 'cand':
      return { is: 'candidates', candidates: said.cands }
    case 'renego':
      return said.k === 'offer' ? { is: 'renego-offer', sdp, rollBack: false } : { is: 'renego-answer', sdp }
    case 'bye':
      return { is: 'bye', reason: said.reason, err: '' }
  }
}

const keyOf = (call: CallId, device: string): string => `${call} ${device}`
