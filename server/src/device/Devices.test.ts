import type { OwnDevices } from '@tacet/protocol/device'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabases } from '../storage/testDatabases.ts'
import { type Colleague, join, PASSWORD, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import { append, own, reset, wait } from './testing/askDevices.ts'
import { drawKeys, Keyring } from './testing/Keyring.ts'

const NEXT = { error: 'invalid', field: 'entry.seq' }
const BAD = { error: 'invalid', field: 'entry' }

let laptop: DeviceKeys
let phone: DeviceKeys
let tablet: DeviceKeys
let foreign: DeviceKeys
beforeAll(async () => {
  const [one, two, three, four] = await drawKeys(4)
  if (!one || !two || !three || !four) throw new Error('four devices')
  laptop = one
  phone = two
  tablet = three
  foreign = four
})

describe.each(testDatabases)('device lists on $name', ({ name: database }) => {
  let server: TestServer
  let anna: Colleague
  let keys: Keyring

  beforeEach(async () => {
    server = await TestServer.start({ database })
    anna = await setUpOffice(server)
    keys = new Keyring(anna.id)
  })
  afterEach(() => server.stop())

  it('has nothing of somebody who has no device yet', async () => {
    expect(await own(anna)).toEqual({ chain: [], known: [], pending: [] })
  })

  it('[DL-2, DL-3] takes a first entry, then what its devices sign, exactly as they signed it', async () => {
    const start = server.clock.now()
    const first = await append(anna, await keys.next([laptop], laptop), 'Laptop')
    expect(first.body).toEqual({
      chain: keys.chain,
      known: [{ dev: laptop.device.dev, label: 'Laptop', addedAt: start }],
      pending: [],
    })
    server.clock.advance(1_000)
    const second = await append(anna, await keys.next([laptop, phone], laptop), 'Phone')
    expect(second.body.chain).toEqual(keys.chain)
    expect(second.body.known).toHaveLength(2)
    expect(second.body.known).toContainEqual({
      dev: phone.device.dev,
      label: 'Phone',
      addedAt: start + 1_000,
    })
    server.clock.advance(1_000)
    const third = await append(anna, await keys.next([phone], phone))
    expect(third.body.known).toEqual([{ dev: phone.device.dev, label: 'Phone', addedAt: start + 1_000 }])
    expect(await own(anna)).toEqual(third.body)
  })

  it('takes the same entry once more without a change', async () => {
    const first = await keys.next([laptop], laptop)
    const second = await keys.next([laptop, phone], laptop)
    await append(anna, first, 'Laptop')
    const before = (await append(anna, second, 'Phone')).body
    server.clock.advance(1_000)
    for (const entry of [first, second]) {
      const again = await append(anna, entry, 'Another name')
      expect(again.status).toBe(200)
      expect(again.body).toEqual(before)
    }
  })

  it('[DL-3] refuses a fork: another entry in a place that is taken, the first one included', async () => {
    await append(anna, await keys.next([laptop], laptop))
    const fork = await keys.draft([laptop, tablet], laptop)
    await append(anna, await keys.next([laptop, phone], laptop))
    expect((await append(anna, fork)).body).toEqual(NEXT)
    expect((await append(anna, await new Keyring(anna.id).next([laptop, phone], laptop))).body).toEqual(NEXT)
    expect((await own(anna)).chain).toEqual(keys.chain)
  })

  it('[DL-3] refuses a gap', async () => {
    const first = await keys.next([laptop], laptop)
    const second = await keys.next([laptop, phone], laptop)
    expect((await append(anna, second)).body).toEqual(NEXT)
    await append(anna, first)
    expect((await append(anna, await keys.next([phone], phone))).body).toEqual(NEXT)
    expect((await own(anna)).chain).toEqual([first])
  })

  it('[DL-3] lets exactly one of two devices win that write at once', async () => {
    await append(anna, await keys.next([laptop, phone], laptop))
    const drafts = [
      await keys.draft([laptop, phone, tablet], laptop),
      await keys.draft([laptop, phone, foreign], phone),
      await keys.draft([laptop], laptop),
      await keys.draft([phone], phone),
    ]
    const answers = await Promise.all(drafts.map(draft => append(anna, draft)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400])
    for (const { status, body } of answers) if (status === 400) expect(body).toEqual(NEXT)
    const { chain } = await own(anna)
    expect(chain).toHaveLength(2)
    expect(drafts).toContainEqual(chain[1])
  })

  it('[DL-3] refuses a device that admits itself, and one that was removed', async () => {
    await append(anna, await keys.next([laptop, phone], laptop))
    const byPhone = await keys.draft([laptop, phone, tablet], phone)
    expect((await append(anna, await keys.forged([laptop, phone], foreign))).body).toEqual(BAD)
    await append(anna, await keys.next([laptop], laptop))
    expect((await append(anna, byPhone)).body).toEqual(NEXT)
    expect((await append(anna, await keys.forged([laptop, tablet], phone))).body).toEqual(BAD)
    expect((await own(anna)).chain).toEqual(keys.chain)
  })

  it("refuses a foreign or missing signature, and somebody else's list", async () => {
    const first = await keys.draft([laptop], laptop)
    const other = await keys.draft([phone], phone)
    expect((await append(anna, { ...first, sig: other.sig })).body).toEqual(BAD)
    expect((await append(anna, { ...first, sig: '' })).body).toEqual(BAD)
    expect((await append(anna, { ...first, m: first.m.replace('{', '{ ') })).body).toEqual(BAD)
    expect((await append(anna, { m: 'not an entry', sig: first.sig })).body).toEqual(BAD)
    const ben = await join(server, anna, 'Ben Aydin')
    expect((await append(ben, first)).body).toEqual(BAD)
    expect((await append(anna, { m: 'x'.repeat(8_193), sig: '' })).body.field).toBe('entry.m')
    expect([(await own(anna)).chain, (await own(ben)).chain]).toEqual([[], []])
  })

  it('[DL-1] refuses more than 16 devices', async () => {
    const many = await drawKeys(16)
    await append(anna, await keys.next(many, many[0] ?? laptop))
    const tooMany = await keys.forged([...many, laptop], many[0] ?? laptop)
    expect((await append(anna, tooMany)).body).toEqual(BAD)
  })

  it('names no device that an entry does not bring, and keeps no name of one that has gone', async () => {
    await append(anna, await keys.next([laptop], laptop), 'Laptop')
    await append(anna, await keys.next([laptop, phone], laptop), 'Phone')
    const nothingNew = await keys.draft([laptop], laptop)
    expect((await append(anna, nothingNew, 'Which?')).body).toEqual({ error: 'invalid', field: 'label' })
    const two = await keys.draft([laptop, phone, tablet, foreign], laptop)
    expect((await append(anna, two, 'Which?')).body).toEqual({ error: 'invalid', field: 'label' })
    await append(anna, await keys.next([laptop], laptop))
    const back = await append(anna, await keys.next([laptop, phone], laptop))
    expect(back.body.known).toContainEqual(expect.objectContaining({ dev: phone.device.dev, label: null }))
  })

  it('gives a listed device another name', async () => {
    await append(anna, await keys.next([laptop], laptop))
    const rename = (dev: string, label: string) =>
      anna.browser.ask<OwnDevices>('PATCH', `/api/devices/${dev}`, { label })
    const { body } = await rename(laptop.device.dev, '  At home ')
    expect(body.known.map(({ label }) => label)).toEqual(['At home'])
    expect((await rename(phone.device.dev, 'Phone')).status).toBe(404)
    expect((await rename(laptop.device.dev, 'x'.repeat(61))).body.field).toBe('label')
    expect((await rename(laptop.device.dev, 'a\0b')).body.field).toBe('label')
    const ben = await join(server, anna, 'Ben Aydin')
    const theirs = await ben.browser.ask('PATCH', `/api/devices/${laptop.device.dev}`, { label: 'Mine' })
    expect(theirs.status).toBe(404)
  })

  it("begins anew with the person's password only", async () => {
    await append(anna, await keys.next([laptop, phone], laptop), 'Laptop')
    await append(anna, await keys.next([laptop], laptop))
    const fresh = new Keyring(anna.id)
    const root = await fresh.next([tablet], tablet)
    expect((await reset(anna, root, 'not the password')).body.error).toBe('wrong-credentials')
    expect((await own(anna)).chain).toEqual(keys.chain)

    const { body } = await reset(anna, root, PASSWORD, 'Tablet')
    expect(body).toEqual({
      chain: [root],
      known: [{ dev: tablet.device.dev, label: 'Tablet', addedAt: server.clock.now() }],
      pending: [],
    })
    expect((await append(anna, await keys.next([laptop, phone], laptop))).status).toBe(400)
    expect((await reset(anna, root)).body.chain).toEqual([root])
  })

  it('[DL-5] does not cut a chain short by a reset, and begins with a first entry', async () => {
    const root = await keys.next([laptop, phone], laptop)
    await append(anna, root)
    await append(anna, await keys.next([laptop], laptop))
    expect((await reset(anna, root)).body).toEqual(NEXT)
    const [, second] = keys.chain
    expect((await reset(anna, second ?? root)).body).toEqual(NEXT)
    expect((await own(anna)).chain).toEqual(keys.chain)
  })

  it('is one chain also when it begins anew while it grows', async () => {
    await append(anna, await keys.next([laptop, phone], laptop))
    const root = await new Keyring(anna.id).next([tablet], tablet)
    const next = await keys.draft([laptop], laptop)
    await Promise.all([append(anna, next), reset(anna, root), append(anna, next)])
    expect((await own(anna)).chain).toEqual([root])
  })

  it('counts tries at the password', async () => {
    const root = await keys.draft([laptop], laptop)
    const tries = Array.from({ length: 12 }, () => reset(anna, root, 'guess'))
    const errors = (await Promise.all(tries)).map(({ body }) => body.error)
    expect(errors.filter(error => error === 'wrong-credentials')).toHaveLength(10)
    expect(errors.filter(error => error === 'rate-limited')).toHaveLength(2)
    expect((await reset(anna, root)).body.error).toBe('rate-limited')
  })

  it('shows new devices that wait, for ten minutes and five at most, until they are listed or turned away', async () => {
    await append(anna, await keys.next([laptop], laptop))
    expect((await wait(anna, phone, 'Phone')).body.pending).toEqual([
      { device: phone.device, label: 'Phone' },
    ])
    expect((await wait(anna, phone, 'My phone')).body.pending).toHaveLength(1)
    expect((await wait(anna, laptop)).body.pending).toHaveLength(1)
    const { body } = await append(anna, await keys.next([laptop, phone], laptop))
    expect(body.pending).toEqual([])
    expect(body.known).toContainEqual(expect.objectContaining({ dev: phone.device.dev, label: 'My phone' }))

    for (const more of await drawKeys(5)) expect((await wait(anna, more)).status).toBe(200)
    expect((await wait(anna, tablet)).body).toEqual({ error: 'too-large', field: 'device' })
    const [first] = (await own(anna)).pending
    const turnAway = () => anna.browser.ask<OwnDevices>('DELETE', `/api/devices/pending/${first?.device.dev}`)
    expect((await turnAway()).body.pending).toHaveLength(4)
    expect((await turnAway()).status).toBe(404)
    server.clock.advance(6 * 60 * 1_000)
    expect((await wait(anna, tablet)).body.pending).toHaveLength(5)
    server.clock.advance(4 * 60 * 1_000)
    expect((await own(anna)).pending.map(({ device }) => device)).toEqual([tablet.device])
    server.clock.advance(6 * 60 * 1_000)
    expect((await own(anna)).pending).toEqual([])
  })

  it('[ID-2] lets no device wait under an id that its key does not give', async () => {
    const mixed = { ...phone.device, dev: laptop.device.dev }
    const { body } = await anna.browser.post('/api/devices/pending', { device: mixed, label: 'Mixed' })
    expect(body).toEqual({ error: 'invalid', field: 'device.dev' })
  })
})
