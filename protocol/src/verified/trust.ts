import type { VcallError } from './VcallError.ts'

/**
 * §8. What this device thinks of a person's keys; each side decides for itself (TRUST-1).
 *
 * `tofu`: trusted on first use · `verified`: people have compared · `changed`: another root than before, the red notice
 * stays · `blocked`: no calls in either direction (TRUST-4). Null: no list of theirs was ever seen.
 */
export type Trust = 'tofu' | 'verified' | 'changed' | 'blocked'

export type TrustEvent =
  | 'first-list'
  /** The person confirmed emoji or safety number. */
  | 'confirmed'
  | 'device-added'
  | 'new-root'
  /** Two lists that contradict each other. */
  | 'fork'
  /** The person pressed “No match”. */
  | 'no-match'
  /** The person accepted new keys in the dialog. */
  | 'keys-accepted'

/** What the person is told at once, beside the state itself. */
export type TrustNotice = 'new-device' | 'keys-changed' | 'keys-reset' | 'possible-attack'

export interface TrustStep {
  readonly state: Trust | null
  readonly notice: TrustNotice | null
}

const silently = (state: Trust | null): TrustStep => ({ state, notice: null })

/** The table of §8. What it doesn't name changes nothing. */
export function trustAfter(state: Trust | null, event: TrustEvent): TrustStep {
  switch (event) {
    case 'first-list':
      return silently(state ?? 'tofu')
    case 'confirmed':
      return silently(state === 'tofu' || state === 'changed' ? 'verified' : state)
    case 'device-added':
      return state === null || state === 'blocked' ? silently(state) : { state, notice: 'new-device' }
    case 'new-root':
      return afterNewRoot(state)
    case 'fork':
    case 'no-match':
      return { state: 'blocked', notice: 'possible-attack' }
    case 'keys-accepted':
      return state === 'blocked' ? { state: 'changed', notice: 'keys-changed' } : silently(state)
  }
}

/** [DL-6] */
function afterNewRoot(state: Trust | null): TrustStep {
  switch (state) {
    case null:
      return silently('tofu')
    case 'tofu':
    case 'changed':
      return { state: 'changed', notice: 'keys-changed' }
    case 'verified':
      return { state: 'blocked', notice: 'keys-reset' }
    case 'blocked':
      return silently('blocked')
  }
}

/** What an error says about the keys of the person; null where it says nothing. */
export function trustEventOf(error: VcallError): TrustEvent | null {
  if (error === 'RootChanged') return 'new-root'
  return error === 'ForkedDeviceList' ? 'fork' : null
}
