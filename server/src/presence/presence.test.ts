import type { Presence } from '@tacet/protocol/presence'
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
      expect.arrayContaining([{ person: ben.id, presence: 'gone' }]),
    )
    const bens = await ben.browser.open()
    await becomes(annas, ben, 'here')
    expect(bens.all('welcome')[0]?.presence).toContainEqual({ person: anna.id, presence: 'here' })
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
