import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { appendEntry, type DeviceList, makeEntry, readDeviceList, type SignedEntry } from './deviceList.ts'
import { forge } from './fakes/forge.ts'
import { type DeviceKeys, generateDeviceKeys } from './keys.ts'

/** Anna's laptop made the list, then let the phone in, then the phone took the laptop out. */
let laptop: DeviceKeys
let phone: DeviceKeys
let foreign: DeviceKeys
const chain: SignedEntry[] = []
const lists: DeviceList[] = []

async function add(devices: readonly DeviceKeys[], signer: DeviceKeys): Promise<void> {
  const made = await makeEntry(
    lists.at(-1) ?? null,
    'anna',
    devices.map(keys => keys.device),
    signer,
  )
  if (!made.ok) throw new Error(made.error)
  chain.push(made.entry)
  lists.push(made.list)
}

beforeAll(async () => {
  laptop = await generateDeviceKeys()
  phone = await generateDeviceKeys()
  foreign = await generateDeviceKeys()
  await add([laptop], laptop)
  await add([phone, laptop], laptop)
  await add([phone], phone)
})

const errorOf = async (entries: readonly SignedEntry[], user = 'anna') => {
  const read = await readDeviceList(user, entries)
  return read.ok ? 'ok' : read.error
}
const entry = (at: number): SignedEntry => chain[at] ?? { m: '', sig: '' }
const forged = async (at: number, changes: Record<string, unknown>, by: DeviceKeys): Promise<SignedEntry> => {
  const { m, sig = '' } = await forge(entry(at), changes, by)
  return { m, sig }
}

describe('a device list', () => {
  it('[DL-1] is read as its root, its head and its devices', async () => {
    const read = await readDeviceList('anna', chain)
    expect(read.ok && read.list).toEqual(lists[2])
    expect(lists[2]).toMatchObject({ seq: 2, root: lists[0]?.root, devices: [phone.device] })
    expect(lists[1]?.devices.map(device => device.dev)).toEqual(
      [phone.device.dev, laptop.device.dev].sort((a, b) => (a < b ? -1 : 1)),
    )
  })

  it('[DL-1] belongs to one person', async () => {
    expect(await errorOf(chain, 'ben')).toBe('BadDeviceList')
  })

  it('[DL-1] has 1 to 16 devices, strictly ascending, each with the id that its key gives', async () => {
    const [a, b] = lists[1]?.devices ?? []
    const { device } = foreign
    for (const devices of [[], [b, a], [a, a], [a, { ...device, dev: b?.dev }], [a, { ...b, extra: 1 }]]) {
      expect(await errorOf([entry(0), await forged(1, { devices }, laptop)])).toBe('BadDeviceList')
    }
    const many = await Promise.all(Array.from({ length: 17 }, generateDeviceKeys))
    const made = await makeEntry(
      null,
      'anna',
      many.map(keys => keys.device),
      many[0] ?? laptop,
    )
    expect(made).toEqual({ ok: false, error: 'BadDeviceList' })
  })

  it('[DL-2] begins with an entry that one of its own devices signed and nothing came before', async () => {
    expect(await errorOf([])).toBe('BadDeviceList')
    expect(await errorOf([entry(1)])).toBe('BadDeviceList')
    expect(await errorOf([await forged(0, { by: foreign.device.dev }, foreign)])).toBe('BadDeviceList')
    expect(await errorOf([await forged(0, { prev: lists[0]?.root }, laptop)])).toBe('BadDeviceList')
    expect(await errorOf([await forged(0, { seq: 1 }, laptop)])).toBe('BadDeviceList')
  })

  it('[DL-3] goes on only by a device that is in it: none admits itself, a removed one signs no more', async () => {
    const itself = { devices: [foreign.device], by: foreign.device.dev }
    expect(await errorOf([entry(0), await forged(1, itself, foreign)])).toBe('BadDeviceList')
    const next = { seq: 3, prev: lists[2]?.head, by: laptop.device.dev }
    expect(await errorOf([...chain, await forged(2, next, laptop)])).toBe('BadDeviceList')
    expect(await errorOf([...chain, await forged(2, { ...next, by: phone.device.dev }, phone)])).toBe('ok')
  })

  it('[DL-3] has no gaps and no other past', async () => {
    expect(await errorOf([entry(0), entry(2)])).toBe('BadDeviceList')
    expect(await errorOf([entry(0), await forged(1, { seq: 2 }, laptop)])).toBe('BadDeviceList')
    expect(await errorOf([entry(0), entry(1), await forged(2, { prev: lists[0]?.head }, phone)])).toBe(
      'BadDeviceList',
    )
  })

  it('[SIG-1] is broken by a change of any single character', async () => {
    const character = fc.string({ minLength: 1, maxLength: 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(2),
        fc.constantFrom('m' as const, 'sig' as const),
        fc.nat(),
        character,
        async (at, part, place, put) => {
          const text = entry(at)[part]
          const where = place % text.length
          const changed = text.slice(0, where) + put + text.slice(where + 1)
          fc.pre(changed !== text)
          const broken = chain.map((signed, i) => (i === at ? { ...signed, [part]: changed } : signed))
          expect(await errorOf(broken)).toBe('BadDeviceList')
        },
      ),
    )
  })

  it('is written in the next place by its devices only', async () => {
    const make = (signer: DeviceKeys) => makeEntry(lists[2] ?? null, 'anna', [signer.device], signer)
    expect((await make(phone)).ok).toBe(true)
    expect(await make(laptop)).toEqual({ ok: false, error: 'BadDeviceList' })
    expect(await make(foreign)).toEqual({ ok: false, error: 'BadDeviceList' })
  })
})

describe('a store of device lists', () => {
  const append = async (list: DeviceList | undefined, signed: SignedEntry) => {
    const result = await appendEntry(list ?? null, 'anna', signed)
    return result.ok ? result.list.seq : result.error
  }

  it('[DL-3] takes the next entry, and the last one twice without harm', async () => {
    expect(await append(undefined, entry(0))).toBe(0)
    expect(await append(lists[0], entry(1))).toBe(1)
    expect(await append(lists[1], entry(1))).toBe(1)
    expect(await append(lists[2], entry(0))).toBe(2)
  })

  it('[DL-5] refuses a fork and a gap', async () => {
    const other = await forged(1, { devices: [laptop.device] }, laptop)
    expect(await append(lists[0], other)).toBe(1)
    expect(await append(lists[1], other)).toBe('ForkedDeviceList')
    expect(await append(lists[2], other)).toBe('ForkedDeviceList')
    expect(await append(lists[0], entry(2))).toBe('BadDeviceList')
    expect(await append(lists[0], { m: '{}', sig: '' })).toBe('BadDeviceList')
  })
})
