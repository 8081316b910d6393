import { z } from 'zod/mini'
import { DeviceId } from '../ids.ts'
import { Bytes32 } from './base64url.ts'
import { readCanonical, writeCanonical } from './canonical.ts'
import { hashText } from './hash.ts'
import { Device, type DeviceKeys, deviceId } from './keys.ts'
import { DEVICES_MAX, MESSAGE_MAX_BYTES } from './limits.ts'
import { type ListHead, Natural, User, VCALL_VERSION } from './messages.ts'
import { signText, verifyText } from './signature.ts'
import { type Refusal, refuse } from './VcallError.ts'
import { utf8 } from './webCrypto.ts'

/** [DL-1] One entry of a person's list: all devices that may speak for them from here on. */
const Entry = z.strictObject({
  v: z.literal(VCALL_VERSION),
  t: z.literal('devices'),
  user: User,
  seq: Natural,
  prev: Bytes32,
  devices: z.array(Device).check(z.minLength(1), z.maxLength(DEVICES_MAX)),
  by: DeviceId,
})
type Entry = z.infer<typeof Entry>

/** [SIG-1] An entry as it is stored and sent: canonical text and signature. */
export const SignedEntry = z.object({
  m: z.string().check(z.maxLength(MESSAGE_MAX_BYTES)),
  sig: z.string(),
})
export type SignedEntry = z.infer<typeof SignedEntry>

/** A chain in which every entry has been checked. Values of this type come out of the functions below only. */
export interface DeviceList {
  readonly user: string
  /** Hash and devices of each entry, by `seq`. Never empty. */
  readonly entries: readonly { readonly hash: string; readonly devices: readonly Device[] }[]
  readonly root: string
  readonly seq: number
  readonly head: string
  /** Those of the last entry. */
  readonly devices: readonly Device[]
}

export type ListResult = { readonly ok: true; readonly list: DeviceList } | Refusal<'BadDeviceList'>

const BAD = refuse('BadDeviceList')
/** [DL-2] 32 zero bytes. */
const NO_PREVIOUS = 'A'.repeat(43)

/** [DL-7] */
export const headOf = ({ seq, head }: DeviceList): ListHead => ({ seq, head })

export const findDevice = (list: DeviceList, dev: string): Device | null =>
  list.devices.find(device => device.dev === dev) ?? null

/** [DL-1] Strictly ascending, and every id the one that its key gives (ID-2). */
async function areInOrder(devices: readonly Device[]): Promise<boolean> {
  for (const [i, device] of devices.entries()) {
    const before = devices[i - 1]
    if (before && before.dev >= device.dev) return false
    if ((await deviceId(device.dik)) !== device.dev) return false
  }
  return true
}

/** [DL-1…3] An entry is what the one before it allows, and signed by a device of that one: nobody admits themself. */
async function follows(previous: DeviceList | null, user: string, entry: Entry): Promise<Device | null> {
  if (entry.user !== user) return null
  if (entry.seq !== (previous ? previous.seq + 1 : 0)) return null
  if (entry.prev !== (previous?.head ?? NO_PREVIOUS)) return null
  if (!(await areInOrder(entry.devices))) return null
  const signers = previous?.devices ?? entry.devices
  return signers.find(device => device.dev === entry.by) ?? null
}

/**
 * Lists by their last entry, as it was checked. A chain is checked with every offer and again with the answer to it: the
 * second time it is the same objects, and costs nothing. What comes anew over the line is checked anew.
 */
const checked = new WeakMap<
  SignedEntry,
  { readonly previous: DeviceList | null; readonly list: DeviceList }
>()

async function checkEntry(
  previous: DeviceList | null,
  user: string,
  signed: SignedEntry,
): Promise<ListResult> {
  const known = checked.get(signed)
  if (known && known.previous === previous && known.list.user === user) return { ok: true, list: known.list }
  const result = await checkEntryAnew(previous, user, signed)
  if (result.ok) checked.set(signed, { previous, list: result.list })
  return result
}

async function checkEntryAnew(
  previous: DeviceList | null,
  user: string,
  signed: SignedEntry,
): Promise<ListResult> {
  if (utf8(signed.m).length > MESSAGE_MAX_BYTES) return BAD
  const read = readCanonical(signed.m)
  const entry = read.ok ? Entry.safeParse(read.value) : null
  if (!entry?.success) return BAD
  const signer = await follows(previous, user, entry.data)
  if (!signer || !(await verifyText('devices', signed.m, signed.sig, signer.dik))) return BAD
  const hash = await hashText(signed.m)
  const { seq, devices } = entry.data
  const entries = [...(previous?.entries ?? []), { hash, devices }]
  return { ok: true, list: { user, entries, root: previous?.root ?? hash, seq, head: hash, devices } }
}

/** [DL-1…4] Checks a whole chain, first entry to last. */
export async function readDeviceList(user: string, chain: readonly SignedEntry[]): Promise<ListResult> {
  let list: DeviceList | null = null
  for (const signed of chain) {
    const next = await checkEntry(list, user, signed)
    if (!next.ok) return next
    list = next.list
  }
  return list ? { ok: true, list } : BAD
}

/** [TRUST-5] The devices of today that entry `seq` didn't have. */
export function devicesSince(list: DeviceList, seq: number): readonly Device[] {
  const before = new Set(list.entries[seq]?.devices.map(device => device.dev))
  return list.devices.filter(device => !before.has(device.dev))
}

/**
 * For whoever stores lists, append-only: takes one more entry, or says why not. The entry that is there already
 * changes nothing; another one in its place is a fork. `list` null begins a new chain.
 */
export async function appendEntry(
  list: DeviceList | null,
  user: string,
  signed: SignedEntry,
): Promise<ListResult | Refusal<'ForkedDeviceList'>> {
  const seq = seqOf(signed)
  if (!list || seq === null || seq > list.seq) return await checkEntry(list, user, signed)
  return list.entries[seq]?.hash === (await hashText(signed.m))
    ? { ok: true, list }
    : refuse('ForkedDeviceList')
}

function seqOf(signed: SignedEntry): number | null {
  const read = readCanonical(signed.m)
  const entry = read.ok ? Entry.safeParse(read.value) : null
  return entry?.success ? entry.data.seq : null
}

/**
 * Makes the next entry of `previous`, or a first one where that is null. `BadDeviceList` where the signer is not of the
 * list before, or the devices are none, too many, doubled, or not what their keys say.
 */
export async function makeEntry(
  previous: DeviceList | null,
  user: string,
  devices: readonly Device[],
  signer: DeviceKeys,
): Promise<
  { readonly ok: true; readonly entry: SignedEntry; readonly list: DeviceList } | Refusal<'BadDeviceList'>
> {
  const text = writeCanonical({
    v: VCALL_VERSION,
    t: 'devices',
    user,
    seq: previous ? previous.seq + 1 : 0,
    prev: previous?.head ?? NO_PREVIOUS,
    devices: devices.toSorted((a, b) => (a.dev < b.dev ? -1 : 1)),
    by: signer.device.dev,
  })
  if (!text.ok) return BAD
  const entry = { m: text.value, sig: await signText('devices', text.value, signer.dik) }
  const checked = await checkEntry(previous, user, entry)
  return checked.ok ? { ok: true, entry, list: checked.list } : checked
}
