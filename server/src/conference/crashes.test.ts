import { ENGINE_GRACE } from '@tacet/domain/conference/timers'
import type { ConferenceAdmission } from '@tacet/protocol/conference'
import { describe, expect, it } from 'vitest'
import { refused, server } from './testing/server.ts'

describe('when the engine dies', () => {
  it('[CONF-13] the conference goes on in a new room, under new handles, in the same order', async () => {
    const { join, use, lines, sfu, people, anna, ben, clock } = server()
    const admissions = [await join(anna), await join(ben)]
    sfu.die()
    for (const { handle } of admissions) await lines.closed(handle, 'engine')
    const { conference } = admissions[0] as ConferenceAdmission
    const again = { t: 'conference-join', conference: conference.id } as const
    await expect(use.join(ben, again)).rejects.toMatchObject(refused('engine-not-ready'))
    sfu.restart()
    await join(ben)
    clock.advance(ENGINE_GRACE - 1)
    await use.tick()
    await join(anna)
    expect(await people()).toEqual([anna.account.id, ben.account.id])
    expect(await sfu.rooms()).toHaveLength(1)
  })
})

describe('when the server dies', () => {
  it('[CONF-16] pages take the conference up again, and nothing of the engine is touched', async () => {
    const before = server()
    const { anna, ben } = before
    const [annas, bens] = [await before.join(anna), await before.join(ben)]
    const rooms = await before.sfu.rooms()
    const { resume, people, sfu, use, rows } = server(before.world)
    expect((await resume(ben, bens)).conference.people).toEqual([
      { person: ben.account.id, handle: bens.handle },
    ])
    expect((await resume(anna, annas)).conference).toMatchObject({ host: anna.account.id })
    expect(await people()).toEqual([ben.account.id, anna.account.id])
    expect(await sfu.rooms()).toEqual(rooms)
    await use.end(anna, { t: 'conference-end', conference: annas.conference.id })
    expect(rows.all).toMatchObject([{ status: 'connected', endedBy: anna.account.id }])
  })

  it('[SEC-13] nobody takes up what the server has not given them', async () => {
    const before = server()
    const { anna, ben } = before
    const [annas, bens] = [await before.join(anna), await before.join(ben)]
    const { resume, people } = server(before.world)
    const over = refused('conference-over')
    await expect(resume(ben, annas)).rejects.toMatchObject(over)
    await expect(resume(ben, { ...bens, handle: annas.handle })).rejects.toMatchObject(over)
    const forged = { ...bens.conference, startedBy: ben.account.id }
    await expect(resume(ben, { ...bens, conference: forged })).rejects.toMatchObject(over)
    expect(await people()).toBeUndefined()
  })

  it('a conference whose row was ended meanwhile is over', async () => {
    const before = server()
    const annas = await before.join(before.anna)
    await before.rows.ended(annas.conference.row, null)
    const { resume, anna } = server(before.world)
    await expect(resume(anna, annas)).rejects.toMatchObject(refused('conference-over'))
  })

  it('[CONF-16] where the engine has died, too, pages join anew', async () => {
    const before = server()
    const annas = await before.join(before.anna)
    before.sfu.die()
    before.sfu.restart()
    const { resume, join, people, anna } = server(before.world)
    expect((await resume(anna, annas)).conference).toMatchObject({ id: annas.conference.id, people: [] })
    await join(anna)
    expect(await people()).toEqual([anna.account.id])
  })

  it('[SEC-13] who does not come back is put out of the engine', async () => {
    const before = server()
    const { anna, ben, sfu, clock } = before
    const [annas, bens] = [await before.join(anna), await before.join(ben)]
    const { resume, lines } = server(before.world)
    await resume(anna, annas)
    await lines.sweep()
    clock.advance(30_000)
    await lines.sweep()
    const [room] = await sfu.rooms()
    expect(room && (await sfu.handlesIn(room))).toEqual([annas.handle])
    expect(bens.handle).not.toBe(annas.handle)
  })
})
