import { PersonId } from '@tacet/protocol/ids'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { acceptEntry, CHAIN_MAX_ENTRIES, newcomerOf, readChain } from './acceptEntry.ts'
import { drawKeys, Keyring } from './testing/Keyring.ts'

const anna = PersonId.parse('annaAAAAAAAAAAAAAAAAAA')

describe('a chain of device lists', () => {
  let laptop: DeviceKeys
  let phone: DeviceKeys
  let tablet: DeviceKeys
  let watch: DeviceKeys
  beforeAll(async () => {
    const [one, two, three, four] = await drawKeys(4)
    if (!one || !two || !three || !four) throw new Error('four devices')
    laptop = one
    phone = two
    tablet = three
    watch = four
  })

  it('that is full takes removals and nothing else', async () => {
    const keys = new Keyring(anna)
    for (let entries = 0; entries < CHAIN_MAX_ENTRIES; entries++) {
      await keys.next(entries % 2 ? [laptop, phone, tablet] : [laptop, phone], laptop)
    }
    const list = await readChain(anna, keys.chain)
    const accept = (...kept: DeviceKeys[]) =>
      keys.draft(kept, laptop).then(entry => acceptEntry(list, anna, entry))
    const full = { failure: { error: 'too-large', field: 'entry' } }
    await expect(accept(laptop, phone, tablet, watch)).rejects.toMatchObject(full)
    await expect(accept(laptop, phone, tablet)).rejects.toMatchObject(full)
    await expect(accept(laptop, watch)).rejects.toMatchObject(full)
    expect((await accept(laptop, phone)).seq).toBe(CHAIN_MAX_ENTRIES)
    expect((await accept(laptop)).seq).toBe(CHAIN_MAX_ENTRIES)
  })

  it('is named by whoever came: the signer first, later the one device that is new', async () => {
    const keys = new Keyring(anna)
    const first = await keys.next([laptop, watch], laptop)
    const start = await acceptEntry(null, anna, first)
    expect(newcomerOf(null, start, first)).toBe(laptop.device.dev)
    const newcomers = async (devices: readonly DeviceKeys[]) => {
      const entry = await keys.draft(devices, laptop)
      return newcomerOf(start, await acceptEntry(start, anna, entry), entry)
    }
    expect(await newcomers([laptop, watch, phone])).toBe(phone.device.dev)
    expect(await newcomers([laptop, phone])).toBe(phone.device.dev)
    expect(await newcomers([laptop, watch, phone, tablet])).toBeNull()
    expect(await newcomers([laptop])).toBeNull()
  })

  it('that does not hold is an error of the server, not of whoever asks', async () => {
    const keys = new Keyring(anna)
    const first = await keys.next([laptop], laptop)
    await expect(readChain(anna, [{ ...first, sig: '' }])).rejects.not.toBeInstanceOf(Refusal)
    expect(await readChain(anna, [])).toBeNull()
  })
})
