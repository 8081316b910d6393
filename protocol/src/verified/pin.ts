import { type DeviceList, devicesSince, readDeviceList, type SignedEntry } from './deviceList.ts'
import { type Trust, type TrustEvent, type TrustNotice, trustAfter, trustEventOf } from './trust.ts'
import { type Refusal, refuse, type VcallError } from './VcallError.ts'

/** [DL-5] What this device remembers of a person's list, and how far it trusts it. */
export interface Pin {
  readonly root: string
  readonly head: string
  readonly seq: number
  readonly state: Trust
}

export type PinError =
  | 'PeerBlocked'
  | 'BadDeviceList'
  | 'RootChanged'
  | 'DeviceListRollback'
  | 'ForkedDeviceList'

/** `pin` is what to remember from now on, after a refusal too: a fork or a new root can block the person. */
export type PinResult =
  | {
      readonly ok: true
      readonly list: DeviceList
      readonly pin: Pin
      readonly notice: TrustNotice | null
    }
  | (Refusal<PinError> & { readonly pin: Pin | null; readonly notice: TrustNotice | null })

/** Applies a press or a finding to a pin; the list it holds stays. */
export function pinAfter(
  pin: Pin,
  event: TrustEvent,
): { readonly pin: Pin; readonly notice: TrustNotice | null } {
  const { state, notice } = trustAfter(pin.state, event)
  return { pin: { ...pin, state: state ?? pin.state }, notice }
}

/** The same for an error that may say something about the person's keys. */
export function pinAfterError(
  pin: Pin | null,
  error: VcallError,
): { readonly pin: Pin | null; readonly notice: TrustNotice | null } {
  const event = trustEventOf(error)
  return pin && event ? pinAfter(pin, event) : { pin, notice: null }
}

const pinOf = ({ root, head, seq }: DeviceList, state: Trust): Pin => ({ root, head, seq, state })

type Comparison =
  | 'first-list'
  | 'new-root'
  | 'device-added'
  | 'same'
  | 'DeviceListRollback'
  | 'ForkedDeviceList'

function against(list: DeviceList, pin: Pin | null): Comparison {
  if (pin === null) return 'first-list'
  if (list.root !== pin.root) return 'new-root'
  if (list.seq < pin.seq) return 'DeviceListRollback'
  if (list.entries[pin.seq]?.hash !== pin.head) return 'ForkedDeviceList'
  return devicesSince(list, pin.seq).length > 0 ? 'device-added' : 'same'
}

/**
 * RX-6, [DL-4…6]. Before every offer and at every offer and answer: the whole chain as the server has it now, against
 * what this device remembers.
 */
export async function checkDeviceList(
  user: string,
  chain: readonly SignedEntry[],
  pin: Pin | null,
): Promise<PinResult> {
  const fail = (error: PinError): PinResult => ({ ...refuse(error), ...pinAfterError(pin, error) })
  // [TRUST-4]
  if (pin?.state === 'blocked') return fail('PeerBlocked')
  const read = await readDeviceList(user, chain)
  if (!read.ok) return fail(read.error)
  const { list } = read
  const found = against(list, pin)
  switch (found) {
    case 'DeviceListRollback':
    case 'ForkedDeviceList':
      return fail(found)
    case 'same':
      return { ok: true, list, pin: pinOf(list, pin?.state ?? 'tofu'), notice: null }
    default: {
      const { state, notice } = trustAfter(pin?.state ?? null, found)
      if (state === null || state === 'blocked') return fail('RootChanged')
      return { ok: true, list, pin: pinOf(list, state), notice }
    }
  }
}

/**
 * §8: the person accepts the keys of a blocked peer in the dialog. From here on the list that the server has now
 * counts, unverified.
 */
export async function acceptNewKeys(
  user: string,
  chain: readonly SignedEntry[],
): Promise<{ readonly ok: true; readonly pin: Pin } | Refusal<'BadDeviceList'>> {
  const read = await readDeviceList(user, chain)
  return read.ok ? { ok: true, pin: pinOf(read.list, 'changed') } : read
}
