import type { Address } from '@tacet/protocol/call'
import type { CallId, DeviceId } from '@tacet/protocol/ids'
import type { Sending } from '@tacet/protocol/peer'
import type { PeerLink } from '../media/ports.ts'
import { SILENT } from './CallView.ts'

/** A leg as this page holds it: its link, once there is one, and what is known of it beyond the signed part. */
export interface Line {
  readonly call: CallId
  readonly peer: Address
  link: PeerLink | null
  /** Callee: the caller's description. */
  readonly offer: OfferedLine | null
  /** Callee: our description, once it is written or being written. */
  description: Promise<string> | null
  /** Callee: becomes true with the answer's having left; null before anything was answered. */
  answered: Promise<boolean> | null
  secured: boolean
  /** Media or a ping came before everything was proven; told once it is. */
  flowing: boolean
  /** What the other side said last that it sends. */
  sending: Sending
}

export interface OfferedLine {
  readonly sdp: string
  /** [RING-2] The caller would connect while it rings. */
  readonly pre: boolean
}

export const newLine = (call: CallId, peer: Address, offer: OfferedLine | null): Line => ({
  call,
  peer,
  link: null,
  offer,
  description: null,
  answered: null,
  secured: false,
  flowing: false,
  sending: SILENT,
})

/** The legs of this page, each known by its call and the device at its other end. */
export class Lines {
  readonly #lines = new Map<string, Line>()

  find(call: CallId, device: DeviceId): Line | undefined {
    return this.#lines.get(keyOf(call, device))
  }

  has(line: Line): boolean {
    return this.find(line.call, line.peer.device) === line
  }

  put(line: Line): void {
    this.#lines.set(keyOf(line.call, line.peer.device), line)
  }

  delete(line: Line): void {
    if (this.has(line)) this.#lines.delete(keyOf(line.call, line.peer.device))
  }

  all(): readonly Line[] {
    return [...this.#lines.values()]
  }

  of(call: CallId): readonly Line[] {
    return this.all().filter(line => line.call === call)
  }
}

const keyOf = (call: CallId, device: DeviceId): string => `${call} ${device}`
