import type { Down } from '@tacet/protocol/down'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { memoryLiveStore } from '../live/memory.ts'
import type { Delivery } from '../signaling/ports.ts'
import { PresenceBoard } from './PresenceBoard.ts'
import { Statuses } from './Statuses.ts'

const anna = 'anna' as PersonId
const ben = 'ben' as PersonId
const laptop = 'laptop' as DeviceId

describe('presence in a call', () => {
  let here: Set<PersonId>
  let told: string[]
  let board: PresenceBoard

  beforeEach(() => {
    here = new Set([anna])
    told = []
    const delivery = {
      toPeople: (people: readonly PersonId[], message: Down) => {
        if (message.t !== 'presence') throw new Error('only presence is told')
        told.push(`${people.join('+')}: ${message.presence.map(p => `${p.person} ${p.presence}`).join(', ')}`)
      },
    } as unknown as Delivery
    const live = memoryLiveStore()
    board = new PresenceBoard({
      live,
      delivery,
      statuses: new Statuses(live, systemClock),
      devicesOf: async person => (here.has(person) ? [laptop] : []),
      peersOf: async () => [ben],
    })
  })

  it('names no peer and no place', async () => {
    await board.phoneCame(anna)
    await board.setInCall(anna, true)
    await board.setInCall(anna, false)
    expect(told).toEqual(['anna+ben: anna here', 'anna+ben: anna call', 'anna+ben: anna here'])
  })

  it('is told once, however often it is set', async () => {
    await board.setInCall(anna, true)
    await board.setInCall(anna, true)
    expect(told).toEqual(['anna+ben: anna call'])
  })

  it('ends with the last device', async () => {
    await board.setInCall(anna, true)
    here.delete(anna)
    await board.phoneGone(anna, laptop)
    here.add(anna)
    await board.phoneCame(anna)
    expect(told).toEqual(['anna+ben: anna call', 'anna+ben: anna gone', 'anna+ben: anna here'])
  })

  it('is not shown of somebody who is not there', async () => {
    here.delete(anna)
    await board.setInCall(anna, true)
    expect(told).toEqual([])
    expect(await board.of([anna])).toEqual([{ person: anna, presence: 'gone', message: null, until: null }])
  })
})
