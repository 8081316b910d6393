import { CONF_7_EMPTY, LINE_GRACE } from '@tacet/domain/conference/timers'
import { SfuHandle } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { drawId, systemRandom } from '../random.ts'
import { person, refused, server } from './testing/server.ts'

describe('start', () => {
  it('[CONF-3] a second start joins the first, even at the same moment, and one row is written', async () => {
    const { start, anna, ben, rows } = server()
    const [one, two] = await Promise.all([start(anna), start(ben)])
    expect(one.id).toBe(two.id)
    expect((await start(ben)).id).toBe(one.id)
    expect(rows.all).toHaveLength(1)
  })

  it('is refused to strangers, in direct messages, and without an engine', async () => {
    const { start, anna, world, engines } = server()
    await expect(start(person())).rejects.toMatchObject(refused('not-found'))
    engines.become({ state: 'preparing', percent: 12 })
    await expect(start(anna)).rejects.toMatchObject(refused('engine-not-ready'))
    world.kind = 'direct'
    await expect(start(anna)).rejects.toMatchObject(refused('forbidden'))
  })
})

describe('[UPG-3] in a conversation that is in memory only', () => {
  it('writes no row', async () => {
    const { join, anna, rows, world } = server()
    world.inMemory = true
    const { conference } = await join(anna)
    expect(conference.row).toBeNull()
    expect(rows.all).toEqual([])
  })
})

describe('ringing', () => {
  it('[CONF-2] is for members, asked for by somebody in it, and stops with an answer', async () => {
    const { start, join, use, told, anna, ben, carla } = server()
    const { id } = await start(anna)
    const ring = (from: typeof anna, people: readonly (typeof anna)[]) =>
      use.ring(from, {
        t: 'conference-ring',
        conference: id,
        people: people.map(({ account }) => account.id),
      })
    await expect(ring(anna, [ben])).rejects.toMatchObject(refused('forbidden'))
    await join(anna)
    await expect(ring(anna, [person()])).rejects.toMatchObject(refused('invalid'))
    await ring(anna, [ben, carla])
    expect(told.at(-1)).toMatchObject({ conference: { ringing: [ben.account.id, carla.account.id] } })
    await use.answered(carla, { t: 'conference-answered', conference: id })
    expect(told.at(-1)).toMatchObject({ conference: { ringing: [ben.account.id] } })
    await join(ben)
    expect(told.at(-1)).toMatchObject({ conference: { ringing: [] } })
  })
})

describe('join', () => {
  it('[CONF-4] shows everybody who is in it, under a handle that is new with every join', async () => {
    const { join, anna, ben, told } = server()
    const first = await join(anna)
    await join(ben)
    const again = await join(anna)
    expect(again.handle).not.toBe(first.handle)
    expect(told.at(-1)).toMatchObject({
      conference: { people: [{ person: anna.account.id, handle: again.handle }, { person: ben.account.id }] },
    })
  })

  it('[SEC-13] [CONF-5] the ticket works once, for its owner alone', async () => {
    const { start, use, lines, anna, ben } = server()
    const { id } = await start(anna)
    const signal = new AbortController().signal
    const { ticket } = await use.join(anna, { t: 'conference-join', conference: id })
    expect(await lines.admit(ben.account.id, ticket, signal)).toBeNull()
    expect(await lines.admit(anna.account.id, ticket, signal)).toBeNull()
    const { ticket: next } = await use.join(anna, { t: 'conference-join', conference: id })
    expect(await lines.admit(anna.account.id, next, signal)).not.toBeNull()
    expect(await lines.admit(anna.account.id, next, signal)).toBeNull()
  })

  it('[CONF-5] the ticket is worth nothing after 60 s, nor once its owner has left', async () => {
    const { start, use, lines, anna, clock } = server()
    const { id } = await start(anna)
    const signal = new AbortController().signal
    const join = () => use.join(anna, { t: 'conference-join', conference: id })
    const { ticket: old } = await join()
    clock.advance(60_000)
    expect(await lines.admit(anna.account.id, old, signal)).toBeNull()
    const { ticket } = await join()
    await use.leave(anna, { t: 'conference-leave', conference: id })
    expect(await lines.admit(anna.account.id, ticket, signal)).toBeNull()
  })

  it('[SEC-12] a pushed token works for the person whose seat it is, in the room of its conference', async () => {
    const { join, lines, sfu, anna, ben } = server()
    const { handle } = await join(anna)
    const signal = AbortSignal.timeout(200)
    const [room] = await sfu.rooms()
    if (!room) throw new Error('no room')
    const token = await sfu.grant(room, handle)
    expect(await lines.admit(anna.account.id, token, signal)).toMatchObject({ handle })
    expect(await lines.admit(ben.account.id, token, signal)).toBeNull()
    const elsewhere = await sfu.grant(await sfu.openRoom(), handle)
    expect(await lines.admit(anna.account.id, elsewhere, signal)).toBeNull()
    expect(await lines.admit(anna.account.id, 'no token', signal)).toBeNull()
  })

  it('[CONF-16] keeps nobody waiting for a seat: a page can say that it is still in only when this line is decided', async () => {
    const { join, lines, sfu, anna } = server()
    const { handle } = await join(anna)
    const [room] = await sfu.rooms()
    if (!room) throw new Error('no room')
    const forgotten = await sfu.grant(room, drawId(systemRandom, SfuHandle))
    const patience = AbortSignal.timeout(3_000)
    expect(await lines.admit(anna.account.id, forgotten, patience)).toBeNull()
    expect(patience.aborted).toBe(false)
    expect(await lines.admit(anna.account.id, await sfu.grant(room, handle), patience)).not.toBeNull()
  })
})

describe('leaving', () => {
  it('a page whose line is gone loses its seat after 3 s, in the engine, too', async () => {
    const { join, use, lines, sfu, people, anna, ben, clock } = server()
    await join(anna)
    const { handle } = await join(ben)
    await lines.closed(handle, 'page')
    clock.advance(LINE_GRACE - 1)
    await use.tick()
    expect(await people()).toHaveLength(2)
    clock.advance(1)
    await use.tick()
    expect(await people()).toEqual([anna.account.id])
    const [room] = await sfu.rooms()
    expect(room && (await sfu.handlesIn(room))).not.toContain(handle)
  })

  it('[CONF-8] whoever is removed from the conversation is out at once', async () => {
    const { join, use, sfu, people, anna, ben, group } = server()
    await join(anna)
    const { handle } = await join(ben)
    await use.removed(group, ben.account.id)
    expect(await people()).toEqual([anna.account.id])
    const [room] = await sfu.rooms()
    expect(room && (await sfu.handlesIn(room))).not.toContain(handle)
  })

  it('[CONF-7] [CONF-9] it ends by itself after 60 s, and the row names nobody', async () => {
    const { join, use, rows, told, people, anna, clock } = server()
    const { conference } = await join(anna)
    await use.leave(anna, { t: 'conference-leave', conference: conference.id })
    clock.advance(CONF_7_EMPTY)
    await use.tick()
    expect(await people()).toBeUndefined()
    expect(rows.all).toMatchObject([{ status: 'connected', endedAt: clock.now(), endedBy: null }])
    expect(told.at(-1)).toMatchObject({ t: 'conference-ended', by: null })
  })

  it('[CONF-7] the host ends it for all, and nobody else does', async () => {
    const { join, use, rows, sfu, anna, ben } = server()
    const { conference } = await join(anna)
    await join(ben)
    const end = { t: 'conference-end', conference: conference.id } as const
    await expect(use.end(ben, end)).rejects.toMatchObject(refused('forbidden'))
    await use.end(anna, end)
    expect(rows.all).toMatchObject([{ status: 'connected', endedBy: anna.account.id }])
    expect(await sfu.rooms()).toEqual([])
    await expect(use.end(anna, end)).rejects.toMatchObject(refused('conference-over'))
  })

  it('a conference whose starter never had media was not connected', async () => {
    const { start, use, rows, clock, anna } = server()
    await start(anna)
    clock.advance(CONF_7_EMPTY)
    await use.tick()
    expect(rows.all).toMatchObject([{ status: 'not_connected', endedAt: null, endedBy: null }])
  })
})
