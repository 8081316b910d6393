import type { ReceiverRule, VcallError } from './VcallError.ts'

/**
 * - `drop`: nothing happens; media, if any, go on
 * - `redeliver`: dropped, and the server is asked to deliver again
 * - `end`: close, stop tracks, say `bye{error, name}`, show the name, no retry by itself (ERR-2, ERR-3)
 */
export type Consequence = 'drop' | 'redeliver' | 'end'

/**
 * [ERR-1], [ERR-2]. `leg`: what the refused message was about by the server's word: no live leg, one before the lock,
 * or a secured one.
 */
export function consequenceOf(
  refused: { readonly rule: ReceiverRule; readonly error: VcallError },
  leg: 'none' | 'open' | 'secured',
): Consequence {
  const { rule, error } = refused
  if (leg === 'none' || error === 'Duplicate') return 'drop'
  if (leg === 'open') return 'end'
  switch (rule) {
    case 'RX-1':
    case 'RX-2':
    case 'RX-3':
    case 'RX-4':
    case 'RX-5':
    case 'RX-6':
    case 'RX-7':
    case 'RX-8':
      // They prove nothing about the peer: anybody on the way can cause them.
      return 'drop'
    case 'RX-9':
      return orderConsequence(error)
    case 'RX-10':
    case 'RX-11':
    case 'RX-12':
    case 'RX-13':
    case 'RX-14':
      return 'end'
  }
}

/** In a secured leg. What the peer itself signed next in order, and must not say now, ends it; the rest is the server's. */
function orderConsequence(error: VcallError): Consequence {
  if (error === 'OutOfOrder') return 'redeliver'
  return error === 'UnexpectedMessage' || error === 'TooLarge' ? 'end' : 'drop'
}
