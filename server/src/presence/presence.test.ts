import type { Presence, StatusWish } from '@tacet/protocol/presence'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PHONE_GRACE_MS } from '../signaling/PhoneLines.ts'
import { type Colleague, direct, group, join, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Page } from '../testing/Visitor.ts'

describe('presence', () => {
  let server: TestServer
  let anna: Colleague
  let ben: Colleague
  let carla: Colleague

  beforeEach(async () => {
    server = await TestServer.start()
    anna = await setUpOffice(server)
    ben = await join(server, anna, 'Ben Aydin')
    carla = await join(server, anna, 'Carla Moretti')
  })
  afterEach(() => server.stop())

  const becomes = (page: Page, who: Colleague, presence: Presence) =>
    page.until('presence', message =>
      message.presence.some(p => p.person === who.id && p.presence === presence),
    )
  const choose = (
    page: Page,
    chosen: { wish: StatusWish; message: string | null; lasts?: number },
  ): Promise<unknown> => page.send({ t: 'presence-status', lasts: null, ...chosen })
  const said = (page: Page, who: Colleague) =>
    page
      .all('presence')
      .flatMap(message => message.presence)
      .filter(({ person }) => person === who.id)
      .map(({ presence }) => presence)

  it('tells those who share a conversation when somebody comes and goes', async () => {
    await direct(anna, ben)
    const annas = await anna.browser.open()
    expect(annas.all('welcome')[0]?.presence).toEqual(
      expect.arrayContaining([{ person: ben.id, presence: 'gone', message: null, until: null }]),
    )
    const bens = await ben.browser.open()
    await becomes(annas, ben, 'here')
    expect(bens.all('welcome')[0]?.presence).toContainEqual({
      person: anna.id,
      presence: 'here',
      message: null,
      until: null,
    })
    bens.close()
    await expect
      .poll(() => {
        server.clock.advance(PHONE_GRACE_MS)
        return said(annas, ben)
      })
      .toEqual(['here', 'gone'])
  })

  it('[SEC-14] tells nobody else', async () => {
    await direct(anna, ben)
    const carlas = await carla.browser.open()
    const annas = await anna.browser.open()
    await ben.browser.open()
    await becomes(annas, ben, 'here')
    expect(carlas.all('welcome')[0]?.presence.map(({ person }) => person)).toEqual([carla.id])
    expect([...said(carlas, anna), ...said(carlas, ben)]).toEqual([])
  })

  it('[SEC-14] tells nobody else what somebody has chosen', async () => {
    await direct(anna, ben)
    const [annas, bens, carlas] = [
      await anna.browser.open(),
      await ben.browser.open(),
      await carla.browser.open(),
    ]
    await choose(bens, { wish: 'dnd', message: 'Back at noon' })
    await becomes(annas, ben, 'dnd')
    await choose(bens, { wish: 'auto', message: null })
    await becomes(annas, ben, 'here')
    await group(carla, 'Mittagstisch', [anna])
    await becomes(carlas, anna, 'here')
    expect(JSON.stringify(carlas.received)).not.toContain('Back at noon')
    expect(said(carlas, ben)).toEqual([])
    // One's own choice is told once, to one's own pages, and comes back to no other.
    expect(bens.all('status').map(({ status }) => status.wish)).toEqual(['dnd', 'auto'])
    expect(annas.all('status')).toEqual([])
  })

  it('is away once every device is idle, and here with the first that is touched', async () => {
    await direct(anna, ben)
    const annas = await anna.browser.open()
    const desk = server.visitor()
    desk.cookie = ben.browser.cookie
    const [laptop, tablet] = [await ben.browser.open(), await desk.open()]
    await laptop.send({ t: 'presence-idle', idle: true })
    await tablet.send({ t: 'presence-idle', idle: true })
    await becomes(annas, ben, 'away')
    await tablet.send({ t: 'presence-idle', idle: false })
    await expect.poll(() => said(annas, ben)).toEqual(['here', 'away', 'here'])
  })

  it('keeps what somebody chose while all of their pages are closed, until the end that they chose', async () => {
    await direct(anna, ben)
    const annas = await anna.browser.open()
    const first = await ben.browser.open()
    await choose(first, { wish: 'away', message: 'At lunch', lasts: 3_600_000 })
    await becomes(annas, ben, 'away')
    first.close()
    await expect
      .poll(() => {
        server.clock.advance(PHONE_GRACE_MS)
        return said(annas, ben)
      })
      .toEqual(['here', 'away', 'gone'])
    const second = await ben.browser.open()
    expect(second.all('welcome')[0]?.status).toMatchObject({ wish: 'away', message: 'At lunch' })
    server.clock.advance(3_600_000)
    await second.until('status', ({ status }) => status.wish === 'auto')
    await expect.poll(() => said(annas, ben)).toEqual(['here', 'away', 'gone', 'away', 'here'])
  })

  it('[CALL-11] shows who does not want to be disturbed, also where no page of theirs is open', async () => {
    await direct(anna, ben)
    const bens = await ben.browser.open()
    await choose(bens, { wish: 'dnd', message: null, lasts: 3_600_000 })
    bens.close()
    server.clock.advance(2 * PHONE_GRACE_MS)
    const annas = await anna.browser.open()
    expect(annas.all('welcome')[0]?.presence).toContainEqual({
      person: ben.id,
      presence: 'dnd',
      message: null,
      until: expect.any(Number),
    })
  })

  it('does not flicker when a page reloads', async () => {
    await direct(anna, ben)
    const annas = await anna.browser.open()
    const before = await ben.browser.open()
    await becomes(annas, ben, 'here')
    before.close()
    await ben.browser.open()
    server.clock.advance(2 * PHONE_GRACE_MS)
    const last = await carla.browser.open()
    await group(anna, 'Mittagstisch', [carla])
    await becomes(annas, carla, 'here')
    await becomes(last, anna, 'here')
    expect(said(annas, ben)).toEqual(['here'])
  })

  it('introduces people who share a conversation from now on', async () => {
    const [annas, carlas] = [await anna.browser.open(), await carla.browser.open()]
    await direct(anna, carla)
    await becomes(annas, carla, 'here')
    await becomes(carlas, anna, 'here')
  })

  it('stays as long as one of several devices is there', async () => {
    await direct(anna, ben)
    const annas = await anna.browser.open()
    const desk = server.visitor()
    desk.cookie = ben.browser.cookie
    const [laptop] = [await ben.browser.open(), await desk.open()]
    await becomes(annas, ben, 'here')
    laptop.close()
    server.clock.advance(PHONE_GRACE_MS)
    await group(anna, 'Mittagstisch', [carla])
    await annas.until('conversation', ({ view }) => view.conversation.name === 'Mittagstisch')
    server.clock.advance(PHONE_GRACE_MS)
    expect(said(annas, ben)).toEqual(['here'])
  })
})
