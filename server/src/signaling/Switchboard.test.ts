import type { Down } from '@tacet/protocol/down'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Line, Switchboard } from './Switchboard.ts'

const anna = 'anna' as PersonId
const ben = 'ben' as PersonId
const news = (text: string) => ({ t: 'conversation-gone', conversation: text }) as unknown as Down
const welcome = { t: 'welcome' } as Down

describe('the switchboard', () => {
  let board: Switchboard
  let heard: string[]
  beforeEach(() => {
    board = new Switchboard()
    heard = []
  })

  const line = (id: string, person: PersonId, session = 'session'): Line => ({
    id,
    person,
    device: 'device' as DeviceId,
    session,
    phone: true,
    say: message =>
      void heard.push(`${id}: ${message.t === 'conversation-gone' ? message.conversation : message.t}`),
    end: () => void heard.push(`${id}: end`),
    drop: () => void heard.push(`${id}: drop`),
  })

  it('keeps what comes before a line’s welcome, and says it after', () => {
    const one = line('1', anna)
    board.add(one)
    board.carryOut({ to: 'people', people: [anna], message: news('early') })
    board.carryOut({ to: 'phone', person: anna, device: one.device, message: news('ring') })
    expect(heard).toEqual([])
    board.open(one, welcome)
    board.carryOut({ to: 'people', people: [anna], message: news('late') })
    expect(heard).toEqual(['1: welcome', '1: early', '1: ring', '1: late'])
  })

  it('welcomes once, and nobody who has gone', () => {
    const [one, gone] = [line('1', anna), line('2', anna)]
    for (const each of [one, gone]) board.add(each)
    board.remove(gone)
    for (const each of [one, one, gone]) board.open(each, welcome)
    expect(heard).toEqual(['1: welcome'])
  })

  it('drops a line whose welcome does not come while it is being flooded', () => {
    board.add(line('1', anna))
    for (let n = 0; n < 1_001; n++) board.carryOut({ to: 'people', people: [anna], message: news('flood') })
    expect(heard).toEqual(['1: drop'])
  })

  it('says everything once to each line of each person who is named', () => {
    for (const each of [line('1', anna), line('2', anna), line('3', ben)]) {
      board.add(each)
      board.open(each, welcome)
    }
    heard.length = 0
    board.carryOut({ to: 'people', people: [anna, anna], message: news('a') })
    board.carryOut({ to: 'everybody', message: { t: 'engine', engine: { state: 'ready' } } })
    expect(heard).toEqual(['1: a', '2: a', '1: engine', '2: engine', '3: engine'])
  })

  it('ends the lines of a session, and knows which sessions are open', () => {
    for (const each of [line('1', anna, 'a'), line('2', anna, 'a'), line('3', ben, 'b')]) board.add(each)
    expect(board.sessions()).toEqual(['a', 'b'])
    board.carryOut({ to: 'sessions', sessions: ['a', 'unknown'] })
    expect(heard).toEqual(['1: end', '2: end'])
  })
})
