import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PeerDevices } from '@tacet/protocol/device'
import type { DownOf } from '@tacet/protocol/down'
import type { SignedEntry } from '@tacet/protocol/verified/deviceList'
import type { DeviceKeys } from '@tacet/protocol/verified/keys'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Colleague, direct, join as invite, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page } from '../testing/Visitor.ts'
import { append, reset, wait } from './testing/askDevices.ts'
import { drawKeys, Keyring } from './testing/Keyring.ts'

let laptop: DeviceKeys
let phone: DeviceKeys
let tablet: DeviceKeys
beforeAll(async () => {
  const [one, two, three] = await drawKeys(3)
  if (!one || !two || !three) throw new Error('three devices')
  laptop = one
  phone = two
  tablet = three
})

describe('of devices', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.start()
  })
  afterEach(() => server.stop())

  /** Every row of every table, as text. */
  const readTables = (): Record<string, string> => {
    const file = new Sqlite(join(server.dataFolder, 'tacet.sqlite'), { readonly: true })
    try {
      const tables = file.prepare("select name from sqlite_schema where type = 'table'").pluck().all()
      return Object.fromEntries(
        tables.map(table => [table, JSON.stringify(file.prepare(`select * from "${table}"`).all())]),
      )
    } finally {
      file.close()
    }
  }

  it('[SRV-1] nothing is stored but lists and names, and of those that wait nothing at all', async () => {
    const anna = await setUpOffice(server)
    const keys = new Keyring(anna.id)
    const before = readTables()
    await append(anna, await keys.next([laptop], laptop), 'Laptop')
    await append(anna, await keys.next([laptop, phone], laptop), 'Phone')
    await append(anna, await keys.next([phone], phone))
    await wait(anna, tablet, 'Canary tablet')
    const { device_entry, device_label, ...rest } = readTables()
    const { device_entry: _, device_label: __, ...untouched } = before
    expect(rest).toEqual(untouched)
    const now = server.clock.now()
    const rows = keys.chain.map(({ m, sig }, seq) => ({ person_id: anna.id, seq, m, sig, added_at: now }))
    expect(JSON.parse(device_entry ?? '')).toEqual(rows)
    expect(JSON.parse(device_label ?? '')).toEqual([
      { person_id: anna.id, dev: phone.device.dev, label: 'Phone' },
    ])
    const files = readdirSync(server.dataFolder).map(file =>
      readFileSync(join(server.dataFolder, file), 'latin1'),
    )
    expect(files.join('')).toContain(phone.device.dik)
    for (const secret of ['Canary', tablet.device.dev, tablet.device.dik]) {
      expect(files.join('')).not.toContain(secret)
    }
  })
})

describe('device lists of others', () => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let carla: Colleague
  let keys: Keyring

  beforeEach(async () => {
    server = await TestServer.start()
    anna = await setUpOffice(server)
    ben = await invite(server, anna, 'Ben Aydin')
    carla = await invite(server, anna, 'Carla Moretti', 'restricted')
    keys = new Keyring(anna.id)
  })
  afterEach(() => server.stop())

  const look = ({ browser }: Colleague, { id }: Colleague) =>
    browser.get<PeerDevices>(`/api/people/${id}/devices`)

  it('are shown to whoever may see the person: the chain and its times, no names and nothing that waits', async () => {
    const start = server.clock.now()
    await append(anna, await keys.next([laptop], laptop), 'Secret name')
    await wait(anna, tablet, 'Secret name')
    server.clock.advance(5)
    await append(anna, await keys.next([laptop, phone], laptop))
    const shown = { chain: keys.chain, addedAt: [start, start + 5] }
    for (const reader of [anna, ben]) expect((await look(reader, anna)).body).toEqual(shown)
    expect((await look(carla, anna)).status).toBe(404)
    await direct(anna, carla)
    expect((await look(carla, anna)).body).toEqual(shown)
    expect((await look(ben, carla)).body).toEqual({ chain: [], addedAt: [] })
  })

  it('are told to the own pages and to all who share a conversation, and to nobody else', async () => {
    await direct(anna, ben)
    const pages = {
      annas: await anna.browser.open(),
      bens: await ben.browser.open(),
      carlas: await carla.browser.open(),
    }
    const { body } = await append(anna, await keys.next([laptop], laptop), 'Laptop')
    const told = { t: 'devices', person: anna.id, chain: body.chain }
    for (const page of [pages.annas, pages.bens]) expect(await page.until('devices')).toEqual(told)

    await wait(anna, phone, 'Phone')
    const pending = [{ device: phone.device, label: 'Phone' }]
    expect(await pages.annas.until('device-pending')).toEqual({ t: 'device-pending', pending })
    await append(anna, await keys.next([laptop, phone], laptop))
    await pages.annas.until('device-pending', message => message.pending.length === 0)
    const grown = (message: DownOf<'devices'>) => message.chain.length === 2
    await pages.bens.until('devices', grown)
    expect(await pages.annas.until('devices', grown)).toEqual({ ...told, chain: keys.chain })

    await append(anna, keys.chain[1] as SignedEntry)
    const fresh = await new Keyring(anna.id).next([tablet], tablet)
    await reset(anna, fresh)
    const anew = (page: Page) =>
      page.until('devices', ({ chain }) => chain.length === 1 && chain[0]?.m === fresh.m)
    await anew(pages.bens)
    await anew(pages.annas)
    expect(pages.annas.all('devices')).toHaveLength(3)
    expect(pages.bens.all('device-pending')).toEqual([])
    await direct(ben, carla)
    await pages.carlas.until('conversation')
    expect([...pages.carlas.all('devices'), ...pages.carlas.all('device-pending')]).toEqual([])
  })

  it('[SEC-18] stand in no log, and their owner does neither', async () => {
    await append(anna, await keys.next([laptop], laptop), 'Canary laptop')
    await wait(anna, phone, 'Canary phone')
    await look(ben, anna)
    await reset(anna, await new Keyring(anna.id).next([tablet], tablet), 'canary password')
    await anna.browser.ask('PATCH', `/api/devices/${laptop.device.dev}`, { label: 'Canary name' })
    expect(server.log).toContain('"route":"/api/devices/:dev"')
    expect(server.log).not.toMatch(/canary/i)
    const keysOf = [laptop, phone, tablet].flatMap(({ device }) => Object.values(device))
    for (const secret of [anna.id, ...keysOf, keys.chain[0]?.sig ?? '']) {
      expect(server.log).not.toContain(secret)
    }
  })
})
