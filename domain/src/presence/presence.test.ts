import type { DeviceId } from '@tacet/protocol/ids'
import type { Status } from '@tacet/protocol/presence'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTOMATIC, refusesCalls, type Signs, shownOf, statusAt } from './presence.ts'

const laptop = 'laptop' as DeviceId
const tablet = 'tablet' as DeviceId
const quiet: Signs = { devices: [laptop, tablet], idle: [], inCall: false, status: AUTOMATIC }
const shown = (signs: Partial<Signs>) => shownOf({ ...quiet, ...signs }).presence
const wish = (wish: Status['wish'], until: number | null = null): Status => ({ wish, message: null, until })

describe('what others see of somebody', () => {
  it('is worked out by itself: here, away when every device is idle, in a call, gone', () => {
    expect(shown({})).toBe('here')
    expect(shown({ idle: [laptop] })).toBe('here')
    expect(shown({ idle: [laptop, tablet] })).toBe('away')
    expect(shown({ idle: [laptop, tablet], inCall: true })).toBe('call')
    expect(shown({ devices: [], inCall: true })).toBe('gone')
  })

  it('is what they chose, but for a call and for not being there', () => {
    expect(shown({ status: wish('away') })).toBe('away')
    expect(shown({ status: wish('away'), inCall: true })).toBe('call')
    expect(shown({ status: wish('away'), devices: [] })).toBe('gone')
  })

  it('[CALL-11] is "do not disturb" whatever else is true, as a call would be told', () => {
    const signs = fc.record({
      devices: fc.subarray([laptop, tablet]),
      idle: fc.subarray([laptop, tablet]),
      inCall: fc.boolean(),
      status: fc.record({
        wish: fc.constantFrom('auto', 'away', 'dnd' as const),
        message: fc.constant(null),
        until: fc.option(fc.nat()),
      }),
    })
    fc.assert(
      fc.property(signs, each => {
        expect(shownOf(each).presence === 'dnd').toBe(refusesCalls(each.status))
      }),
    )
  })

  it('tells an end only of what it is the end of', () => {
    expect(shownOf({ ...quiet, status: wish('dnd', 5) }).until).toBe(5)
    expect(shownOf({ ...quiet, status: wish('away', 5), inCall: true }).until).toBeNull()
  })

  it('falls back when the time of a status is over', () => {
    expect(statusAt(wish('dnd', 5), 4).wish).toBe('dnd')
    expect(statusAt(wish('dnd', 5), 5)).toEqual(AUTOMATIC)
    expect(statusAt(wish('dnd'), 5).wish).toBe('dnd')
    expect(statusAt(null, 5)).toEqual(AUTOMATIC)
  })
})
