import { PassThrough } from 'node:stream'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../fakes/ManualClock.ts'
import { memoryLiveStore } from '../live/memory.ts'
import { createLog } from '../log.ts'
import { loneFanout } from './Fanout.ts'
import { PHONE_GRACE_MS, PhoneLines } from './PhoneLines.ts'
import { PHONE_REFRESH_MS, Phones } from './Phones.ts'
import { type Line, Switchboard } from './Switchboard.ts'
import { switchboardDelivery } from './SwitchboardDelivery.ts'

const anna = 'anna' as PersonId
const laptop = 'laptop' as DeviceId
const desk = 'desk' as DeviceId

/** Everything pending in memory settles within a few turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('the phones of a person', () => {
  let clock: ManualClock
  let board: Switchboard
  let phones: Phones
  let lines: PhoneLines
  let heard: string[]

  beforeEach(() => {
    clock = new ManualClock()
    board = new Switchboard()
    phones = new Phones(memoryLiveStore(clock), clock)
    heard = []
    const listener = {
      phoneCame: async (_: PersonId, device: DeviceId) => void heard.push(`came ${device}`),
      phoneGone: async (_: PersonId, device: DeviceId) => void heard.push(`gone ${device}`),
    }
    const log = createLog(new PassThrough().resume(), { strict: true })
    lines = new PhoneLines(phones, switchboardDelivery(board, loneFanout, phones), [listener], { clock, log })
  })
  afterEach(() => lines.stop())

  const said: string[] = []
  const open = async (id: string, device: DeviceId, phone = true): Promise<Line> => {
    const line: Line = {
      id,
      person: anna,
      device,
      session: 'session',
      phone,
      say: message => void said.push(`${id} ${message.t}`),
      end: () => undefined,
      drop: () => undefined,
    }
    board.add(line)
    board.open(line, { t: 'signed-out' })
    await lines.came(line)
    return line
  }
  const close = async (line: Line) => {
    board.remove(line)
    lines.broke(line)
    await settle()
  }

  it('are those whose phone page is connected, in order of arrival', async () => {
    await open('1', laptop)
    await open('2', desk)
    await open('3', 'tablet' as DeviceId, false)
    expect(await phones.connectedOf(anna)).toEqual([laptop, desk])
  })

  it('do not go while a page reloads, but their listeners hear that a page came', async () => {
    const before = await open('1', laptop)
    await close(before)
    expect(await phones.connectedOf(anna)).toEqual([])
    expect(await phones.of(anna)).toHaveLength(1)
    clock.advance(2_900)
    await open('2', laptop)
    clock.advance(PHONE_GRACE_MS)
    await settle()
    expect(heard).toEqual(['came laptop', 'came laptop'])
    expect(await phones.connectedOf(anna)).toEqual([laptop])
  })

  it('go once the grace is over', async () => {
    await close(await open('1', laptop))
    clock.advance(PHONE_GRACE_MS)
    await settle()
    expect(heard).toEqual(['came laptop', 'gone laptop'])
    expect(await phones.of(anna)).toEqual([])
  })

  it('[CALL-2] ring in the page that took over last, and only there', async () => {
    const first = await open('1', laptop)
    await open('2', laptop)
    said.length = 0
    board.carryOut({ to: 'phone', person: anna, device: laptop, message: { t: 'signed-out' } })
    expect(said).toEqual(['2 signed-out'])
    await close(first)
    clock.advance(PHONE_GRACE_MS)
    await settle()
    expect(heard).not.toContain('gone laptop')
    expect(await phones.connectedOf(anna)).toEqual([laptop])
  })

  it('stay for as long as their line is held, and go when the node that held it dies', async () => {
    await open('1', laptop)
    clock.advance(10 * PHONE_REFRESH_MS)
    await settle()
    expect(await phones.connectedOf(anna)).toEqual([laptop])
    lines.stop()
    clock.advance(10 * PHONE_REFRESH_MS)
    expect(await phones.connectedOf(anna)).toEqual([])
  })
})
