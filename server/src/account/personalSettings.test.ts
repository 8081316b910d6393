import type { AccountsPage } from '@tacet/protocol/identity'
import type { OwnSettings } from '@tacet/protocol/settings'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Colleague, direct, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'

describe.each(['SQLite', 'PostgreSQL'] as const)('what people set for themselves, on %s', database => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague

  beforeEach(async () => {
    server = await TestServer.start({ database })
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    await direct(anna, ben)
  })
  afterEach(() => server.stop())

  const change = (who: Colleague, body: unknown) =>
    who.browser.ask<OwnSettings>('PATCH', '/api/settings', body)

  it('[SEC-5] is kept, and told to all of their own pages and to nobody else', async () => {
    const [annas, bens] = [await anna.browser.open(), await ben.browser.open()]
    expect(annas.all('welcome')[0]?.settings).toEqual({ hideAddress: false })
    expect((await change(anna, { hideAddress: true })).body).toEqual({ hideAddress: true })
    expect(await annas.until('settings')).toEqual({ t: 'settings', settings: { hideAddress: true } })
    expect((await anna.browser.open()).all('welcome')[0]?.settings).toEqual({ hideAddress: true })

    expect((await ben.browser.open()).all('welcome')[0]?.settings).toEqual({ hideAddress: false })
    expect(bens.all('settings')).toEqual([])
    await change(ben, { hideAddress: true })
    const { body } = await anna.browser.get<AccountsPage>('/api/accounts')
    expect(JSON.stringify(body)).not.toContain('hide')
  })

  it('changes nothing that is not named, and takes nothing that is no setting', async () => {
    await change(anna, { hideAddress: true })
    expect((await change(anna, {})).body).toEqual({ hideAddress: true })
    expect((await change(anna, { hideAddress: 'yes' })).status).toBe(400)
    expect((await server.visitor().ask('PATCH', '/api/settings', { hideAddress: true })).status).toBe(401)
  })
})
