import { AWAY_AFTER } from '@tacet/domain/presence/timers'
import type { DownOf } from '@tacet/protocol/down'
import type { Status } from '@tacet/protocol/presence'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import { IdleWatch } from './IdleWatch.ts'
import { OwnStatus } from './OwnStatus.ts'

const NOON = new Date(2026, 9, 13, 12).getTime()
const HOUR = 3_600_000

let signaling: FakeSignaling
beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
  signaling = new FakeSignaling()
  signaling.answerWith(() => ({ ok: true, reply: {} }))
  signaling.start()
})
afterEach(() => vi.useRealTimers())

/** What both of them read of it. `ahead`: how much later it is at the server. */
const welcome = (status: Status | null, ahead = 0) =>
  signaling.receive({ t: 'welcome', now: Date.now() + ahead, status } as DownOf<'welcome'>)

describe('whether anybody is at this browser', () => {
  let touch: () => void
  let phone: boolean
  let watch: IdleWatch
  beforeEach(() => {
    phone = true
    watch = new IdleWatch({
      signaling,
      isPhone: () => phone,
      watch: touched => {
        touch = touched
        return () => undefined
      },
    })
  })
  afterEach(() => watch.close())

  it('is told when nobody has touched it for ten minutes, and with the next touch', () => {
    vi.advanceTimersByTime(AWAY_AFTER - 1)
    touch()
    vi.advanceTimersByTime(AWAY_AFTER - 1)
    expect(signaling.sent).toEqual([])
    vi.advanceTimersByTime(1)
    expect(signaling.sent).toEqual([{ t: 'presence-idle', idle: true }])
    touch()
    touch()
    expect(signaling.sent.slice(1)).toEqual([{ t: 'presence-idle', idle: false }])
  })

  it('is told again to a server that has just welcomed it, and by the one tab that is the phone', () => {
    vi.advanceTimersByTime(AWAY_AFTER)
    welcome(null)
    expect(signaling.sent).toHaveLength(2)
    phone = false
    touch()
    welcome(null)
    expect(signaling.sent).toHaveLength(2)
  })
})

describe('what the person has chosen', () => {
  const dnd: Status = { wish: 'dnd', message: 'Writing', until: NOON + HOUR }

  it('[CALL-11] lets nothing ring until its end, by the clock of the server', () => {
    const own = new OwnStatus(signaling)
    expect(own.mayRing).toBe(true)
    welcome(null, 24 * HOUR)
    signaling.receive({ t: 'status', status: { ...dnd, until: NOON + 25 * HOUR } })
    expect(own.mayRing).toBe(false)
    vi.advanceTimersByTime(HOUR)
    expect(own.mayRing).toBe(true)
  })

  it('is told as a span: a wrong clock here changes no end', async () => {
    const own = new OwnStatus(signaling)
    welcome(null, -24 * HOUR)
    await own.choose('dnd', null, NOON + HOUR)
    await own.choose('away', 'Lunch', null)
    expect(signaling.sent).toEqual([
      { t: 'presence-status', wish: 'dnd', message: null, lasts: HOUR },
      { t: 'presence-status', wish: 'away', message: 'Lunch', lasts: null },
    ])
  })

  it('is told again to a server that has forgotten it, and forgotten where another page took it back', () => {
    const own = new OwnStatus(signaling)
    signaling.receive({ t: 'status', status: dnd })
    vi.advanceTimersByTime(HOUR / 2)
    welcome(null)
    expect(signaling.sent).toEqual([
      { t: 'presence-status', wish: 'dnd', message: 'Writing', lasts: HOUR / 2 },
    ])
    welcome({ wish: 'auto', message: null, until: null })
    expect(own.mayRing).toBe(true)
    expect(signaling.sent).toHaveLength(1)
  })
})
