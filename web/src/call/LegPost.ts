import type { CallId, DeviceId, PersonId } from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import type { Leg } from '@tacet/protocol/verified/leg'
import type { SignedEnvelope } from '@tacet/protocol/verified/messages'
import type { Signaling } from '../signaling/ports.ts'

type Letter = UpOf<'call-signal'>

/** What one leg has said, by number (SEQ-1), and how far that is on its way. */
interface Box {
  readonly letters: Letter[]
  /** The first that is still to be handed to the server. */
  next: number
  /** The leg is over: kept only until its last word has left. */
  over: boolean
}

/**
 * [CALL-17] Carries what legs say to the server, each message in its turn and none lost: what could not be handed over
 * leaves when the line is open again, and what the other side has missed is said once more. A message that comes twice
 * does no harm (`Duplicate`). Memory only, and only while the leg lives.
 */
export class LegPost {
  readonly #signaling: Signaling
  readonly #onOver: (call: CallId) => void
  readonly #boxes = new Map<string, Box>()

  constructor(signaling: Signaling, onOver: (call: CallId) => void) {
    this.#signaling = signaling
    this.#onOver = onOver
  }

  post({ callId: call, peer, sent }: Leg, { m, sig, sdp }: SignedEnvelope): void {
    const to = { person: peer.user as PersonId, device: peer.dev }
    const envelope = { m, ...(sig === undefined ? {} : { sig }), ...(sdp === undefined ? {} : { sdp }) }
    const key = keyOf(call, peer.dev)
    const before = this.#boxes.get(key)
    // A leg that takes the place of another one begins with number 0 again.
    const box = before?.letters.length === sent - 1 ? before : { letters: [], next: 0, over: false }
    this.#boxes.set(key, box)
    box.letters.push({ t: 'call-signal', call, to, envelope })
    this.#hand(key, box)
  }

  /** The leg says nothing more. */
  end(call: CallId, device: DeviceId): void {
    const key = keyOf(call, device)
    const box = this.#boxes.get(key)
    if (!box) return
    box.over = true
    this.#tidy(key, box)
  }

  /** The line to the server is open again, and the server knows of the call. */
  opened(): void {
    for (const [key, box] of [...this.#boxes]) this.#hand(key, box)
  }

  /** The other side has heard nothing from message `next` on. */
  missed(call: CallId, device: DeviceId, next: number): void {
    const key = keyOf(call, device)
    const box = this.#boxes.get(key)
    if (!box || next >= box.next) return
    box.next = next
    this.#hand(key, box)
  }

  #hand(key: string, box: Box): void {
    while (this.#signaling.state === 'open' && box.next < box.letters.length) {
      const n = box.next++
      const letter = box.letters[n]
      if (letter) void this.#send(key, box, n, letter)
    }
  }

  async #send(key: string, box: Box, n: number, letter: Letter): Promise<void> {
    const ack = await this.#signaling.send(letter)
    if (this.#boxes.get(key) !== box) return
    if (ack.ok) {
      this.#tidy(key, box)
      return
    }
    const { error, retryAfter } = ack.failure
    if (error === 'call-over') {
      this.#boxes.delete(key)
      if (!box.over) this.#onOver(letter.call)
      return
    }
    if (error !== 'unavailable' && error !== 'rate-limited') return
    // All that came after it waits with it: the other side takes them in order only.
    box.next = Math.min(box.next, n)
    if (error === 'rate-limited') setTimeout(() => this.#hand(key, box), retryAfter ?? 1_000)
  }

  #tidy(key: string, box: Box): void {
    if (box.over && box.next >= box.letters.length) this.#boxes.delete(key)
  }
}

const keyOf = (call: CallId, device: string): string => `${call} ${device}`
