import { Envelope } from '@tacet/protocol/call'
import type { CallId, DeviceId } from '@tacet/protocol/ids'
import { OFFER_MAX_AGE } from '@tacet/protocol/verified/limits'
import { beforeEach, describe, expect, it } from 'vitest'
import { chainOf, type Device, DM, World } from './testing/CallWorld.ts'

const CALL = 'callAAAAAAAAAAAAAAAAAA' as CallId

let world: World
let anna: Device
let annasPhone: Device
let ben: Device
let bensPhone: Device

beforeEach(() => {
  world = new World()
  const [one, two, three, four] = world.devices
  if (!one || !two || !three || !four) throw new Error('four devices')
  anna = one
  annasPhone = two
  ben = three
  bensPhone = four
})

const nameOf = (device: Device): DeviceId => device.address.device
const start = (from: Device = anna) =>
  world.calls.start(from.sender(), { t: 'call-start', call: CALL, conversation: DM, media: 'audio' })
const say = (from: Device, to: Device, m: string, sig = 'signature') =>
  world.calls.signal(from.sender(), { t: 'call-signal', call: CALL, to: to.address, envelope: { m, sig } })
const message = (t: string, more: object = {}) => JSON.stringify({ t, v: 'vcall/1', ...more })
const told = (device: Device, t: string) => device.inbox.filter(each => each.t === t)

describe('who rings and calls', () => {
  it('[RING-1] those ring that are there and in the list, and no others', async () => {
    world.listed.delete(nameOf(bensPhone))
    expect((await start()).devices).toEqual([nameOf(ben)])
    await expect(say(anna, bensPhone, message('offer', { media: 'audio' }))).rejects.toThrow('forbidden')
    await world.setOnline(bensPhone, false)
    await world.setOnline(bensPhone, true)
    expect(told(anna, 'call-device')).toEqual([])
  })

  it('[DL-9] a device that is not listed does not call', async () => {
    world.listed.delete(nameOf(anna))
    await expect(start()).rejects.toMatchObject({ failure: { error: 'forbidden', field: 'device' } })
    expect(world.history.rows.size).toBe(0)
    expect((await start(annasPhone)).devices).toHaveLength(2)
  })

  it('somebody without any list is not reachable', async () => {
    for (const device of [ben, bensPhone]) world.listed.delete(nameOf(device))
    expect((await start()).devices).toEqual([])
  })

  it('a device that is revoked stops at once, and can answer no more', async () => {
    await start()
    await say(anna, bensPhone, message('offer', { media: 'audio' }))
    await world.setListed(bensPhone, false)
    expect(told(bensPhone, 'call-ended')).toMatchObject([{ call: CALL, reason: 'error' }])
    await expect(say(bensPhone, anna, message('accept'))).rejects.toThrow('forbidden')
    expect(await world.live.get(CALL)).toMatchObject({ phase: { at: 'ringing', rung: [nameOf(ben)] } })
    await say(ben, anna, message('accept'))
    expect(await world.live.get(CALL)).toMatchObject({ phase: { at: 'connecting', device: nameOf(ben) } })
  })

  it('a device that is approved while it rings elsewhere rings too', async () => {
    world.listed.delete(nameOf(bensPhone))
    await start()
    await world.setListed(bensPhone, true)
    expect(told(anna, 'call-device')).toEqual([{ t: 'call-device', call: CALL, device: nameOf(bensPhone) }])
    await say(anna, bensPhone, message('offer', { media: 'audio' }))
    expect(told(bensPhone, 'call-signal')).toHaveLength(1)
  })

  it('a change of the list leaves a call alone that has been answered', async () => {
    await start()
    await say(ben, anna, message('accept'))
    await world.setListed(ben, false)
    expect(told(ben, 'call-ended')).toEqual([])
    expect(await world.live.get(CALL)).toMatchObject({ phase: { at: 'connecting', device: nameOf(ben) } })
  })
})

describe('what devices say to each other', () => {
  it("[DL-4] comes with the list of the other side: the callee's at the start, the caller's with an offer", async () => {
    expect((await start()).chain).toEqual(chainOf(ben.address.person))
    await say(anna, ben, message('offer', { media: 'audio' }))
    await say(ben, anna, message('answer'))
    expect(told(ben, 'call-signal')).toMatchObject([{ ring: { chain: chainOf(anna.address.person) } }])
    expect(told(anna, 'call-signal')[0]).not.toHaveProperty('ring')
  })

  it('passes unread and unchanged but for its kind, signature included', async () => {
    await start()
    const m = message('offer', { media: 'audio', ctr: 'whatever', to: null })
    await say(anna, ben, m, 'any text')
    expect(told(ben, 'call-signal')).toMatchObject([{ envelope: { m, sig: 'any text' }, from: anna.address }])
    for (const nonsense of ['{}', 'null', 'not JSON', message('dance')]) {
      await expect(say(anna, ben, nonsense)).rejects.toMatchObject({
        failure: { error: 'invalid', field: 'envelope.m' },
      })
    }
    expect(Envelope.safeParse({ m, sig: 'x'.repeat(100) }).success).toBe(true)
    expect(Envelope.safeParse({ m, sig: 'x'.repeat(101) }).success).toBe(false)
  })

  it("[LEG-3] carries how long it was on the server, by the server's clock", async () => {
    await start()
    const from = anna.sender()
    const offer = { m: message('offer', { media: 'audio' }) }
    const signal = () =>
      world.calls.signal(from, { t: 'call-signal', call: CALL, to: ben.address, envelope: offer })
    await signal()
    world.clock.advance(1_234)
    await signal()
    expect(told(ben, 'call-signal').map(each => ('age' in each ? each.age : null))).toEqual([0, 1_234])
  })

  it('[CALL-22] drops an offer that is older than a minute', async () => {
    await start()
    const signal = { t: 'call-signal', call: CALL, to: ben.address } as const
    const envelope = { m: message('offer', { media: 'audio' }) }
    const from = anna.sender()
    world.clock.advance(OFFER_MAX_AGE + 1)
    await expect(world.calls.signal(from, { ...signal, envelope })).rejects.toMatchObject({
      failure: { error: 'call-over' },
    })
    expect(told(ben, 'call-signal')).toEqual([])
  })
})
