import type { CallState } from '@tacet/domain/call/CallState'
import type { Sas } from '@tacet/protocol/verified/sas'
import type { ReactNode } from 'react'

/** What trust in the other side's keys adds to the stage of a call; the composition root fills it in. */
export interface CallTrust {
  /** The two have compared before. */
  readonly verified: boolean
  /** In the sheet behind the label: the emoji to compare. */
  readonly emoji: (sas: Sas) => ReactNode
  /** Over the picture: a new device, changed keys. */
  readonly note: (onCompare: () => void) => ReactNode
  /** In the place of the picture, when the call could not be trusted; null for every other end. */
  readonly verdict: (ended: EndedCall) => ReactNode
}

export interface EndedCall {
  readonly call: Extract<CallState, { at: 'ended' }>
  readonly sas: Sas | null
  /** Milliseconds. */
  readonly talkedFor: number | null
  readonly onAgain: () => void
  readonly onBack: () => void
}
