import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Conference } from '@tacet/protocol/conference'
import type { PersonId, SfuHandle } from '@tacet/protocol/ids'

/** What a proof speaks of: all that a server that has lost its memory has to take from a page. */
export type ProvenSeat = Pick<
  Conference,
  'id' | 'conversation' | 'row' | 'kind' | 'startedBy' | 'startedAt'
> & {
  readonly person: PersonId
  readonly handle: SfuHandle
}

/**
 * 43 characters of base64url that only who knows the secret can make. The secret outlives the server's process and
 * nothing else, and so do proofs. The handle stays random: the engine can't tell from it who a participant is.
 */
export function seatProof(secret: string, seat: ProvenSeat): string {
  const { person, handle, id, conversation, row, kind, startedBy, startedAt } = seat
  const said = JSON.stringify(['seat', person, handle, id, conversation, row, kind, startedBy, startedAt])
  return createHmac('sha256', secret).update(said).digest('base64url')
}

export function provesSeat(secret: string, seat: ProvenSeat, proof: string): boolean {
  const [given, right] = [Buffer.from(proof), Buffer.from(seatProof(secret, seat))]
  return given.length === right.length && timingSafeEqual(given, right)
}
