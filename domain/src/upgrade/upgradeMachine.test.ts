import type { ConferenceId, PersonId, UpgradeId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { UPG_2_ANSWER, UPG_4_LAST_WORD, UPG_4_SWAP } from './timers.ts'
import { NO_UPGRADE, type UpgradeEvent, type UpgradeState } from './UpgradeState.ts'
import { upgradeMachine } from './upgradeMachine.ts'

const ask = 'M' as UpgradeId
const people = ['cora' as PersonId]
const wish = { ask, people }
const conference = 'conference' as ConferenceId

function after(...events: readonly UpgradeEvent[]) {
  let state: UpgradeState = NO_UPGRADE
  let effects: ReturnType<typeof upgradeMachine>[1] = []
  for (const event of events) [state, effects] = upgradeMachine(state, event)
  return { state, effects }
}

const asks: UpgradeEvent = { is: 'ask', wish }
const hears: UpgradeEvent = { is: 'hears' }
const timer: UpgradeEvent = { is: 'timer' }
const said = (message: Extract<UpgradeEvent, { is: 'said' }>['message']): UpgradeEvent => ({
  is: 'said',
  message,
})
const agrees = said({ t: 'upgrade-answer', ask, yes: true })
const gathered: UpgradeEvent = { is: 'gathered', ask, conference }
const isAsked = said({ t: 'upgrade-ask', ask, people })
const answers = (yes: boolean): UpgradeEvent => ({ is: 'answer', yes })
const goes = said({ t: 'upgrade-go', ask, conference })
const heard = said({ t: 'upgrade-hears', ask })
const done = said({ t: 'upgrade-done', ask })

describe('consent', () => {
  it('[UPG-2] the other side is asked, for 30 s', () => {
    expect(after(asks)).toEqual({
      state: { at: 'asking', wish },
      effects: [
        { do: 'say', message: { t: 'upgrade-ask', ask, people } },
        { do: 'set-timer', after: UPG_2_ANSWER },
      ],
    })
  })

  it('[UPG-2] no answer, a no, and a wish that is taken back change nothing', () => {
    expect(after(asks, timer)).toEqual({
      state: NO_UPGRADE,
      effects: [
        { do: 'stop-timer' },
        { do: 'say', message: { t: 'upgrade-off', ask, why: 'unanswered' } },
        { do: 'tell', failure: 'unanswered' },
      ],
    })
    const refused = after(asks, said({ t: 'upgrade-answer', ask, yes: false }))
    expect(refused).toEqual({
      state: NO_UPGRADE,
      effects: [{ do: 'stop-timer' }, { do: 'tell', failure: 'refused' }],
    })
    expect(after(asks, { is: 'withdraw' })).toEqual({
      state: NO_UPGRADE,
      effects: [{ do: 'stop-timer' }, { do: 'say', message: { t: 'upgrade-off', ask, why: 'withdrawn' } }],
    })
    expect(after(isAsked, answers(false))).toEqual({
      state: NO_UPGRADE,
      effects: [{ do: 'stop-timer' }, { do: 'say', message: { t: 'upgrade-answer', ask, yes: false } }],
    })
    expect(after(isAsked, timer)).toEqual({ state: NO_UPGRADE, effects: [{ do: 'stop-timer' }] })
  })

  it('[UPG-2] the server is asked for a conference only when both agree', () => {
    expect(after(asks, agrees).effects).toEqual([
      { do: 'gather', wish },
      { do: 'set-timer', after: UPG_4_SWAP },
    ])
    expect(after(isAsked, answers(true)).effects[0]).toEqual({
      do: 'say',
      message: { t: 'upgrade-answer', ask, yes: true },
    })
  })

  it('[UPG-2] an answer that comes too late is told that it did', () => {
    expect(after(asks, timer, agrees).effects).toEqual([
      { do: 'say', message: { t: 'upgrade-off', ask, why: 'failed' } },
    ])
  })

  it('[UPG-2] of two asks at once the greater stands; for the same people both have agreed by asking', () => {
    const lesser = 'A' as UpgradeId
    const theirs = (id: UpgradeId, whom: readonly PersonId[] = people) =>
      said({ t: 'upgrade-ask', ask: id, people: [...whom] })
    expect(after(asks, theirs(lesser)).state).toEqual({ at: 'gathering', wish })
    expect(after(asks, theirs(lesser, ['dora' as PersonId])).state).toEqual({ at: 'asking', wish })
    const greater = 'Z' as UpgradeId
    expect(after(asks, theirs(greater)).state).toMatchObject({ at: 'agreed', wish: { ask: greater } })
    const other = after(asks, theirs(greater, ['dora' as PersonId]))
    expect(other.state).toMatchObject({ at: 'asked', wish: { ask: greater } })
  })
})

describe('the swap', () => {
  const inside = [asks, agrees, gathered]

  it('[UPG-4] both enter while the direct connection stands', () => {
    expect(after(...inside).effects).toEqual([
      { do: 'say', message: { t: 'upgrade-go', ask, conference } },
      { do: 'enter', conference },
    ])
    expect(after(isAsked, answers(true), goes).effects).toEqual([{ do: 'enter', conference }])
  })

  it('[UPG-4] the ear goes over when the conference carries, and not before', () => {
    expect(after(...inside, heard).effects).toEqual([])
    expect(after(...inside, hears).effects).toEqual([
      { do: 'listen', to: 'conference' },
      { do: 'say', message: { t: 'upgrade-hears', ask } },
    ])
  })

  it('[UPG-4] the direct connection goes when both hear each other and both have said so', () => {
    const swapped = after(...inside, hears, heard)
    expect(swapped.effects).toEqual([
      { do: 'stop-timer' },
      { do: 'say', message: { t: 'upgrade-done', ask } },
    ])
    expect(after(...inside, hears, heard, done).effects).toEqual([
      { do: 'set-timer', after: UPG_4_LAST_WORD },
    ])
    expect(after(...inside, hears, heard, done, timer)).toEqual({
      state: NO_UPGRADE,
      effects: [{ do: 'stop-timer' }, { do: 'give-way' }, { do: 'ring', conference, people }],
    })
  })

  it('[UPG-5] only the side that asked rings', () => {
    const asked = after(isAsked, answers(true), goes, hears, heard, done, timer)
    expect(asked.effects).toEqual([{ do: 'stop-timer' }, { do: 'give-way' }])
  })

  it('[UPG-4] everything that goes wrong leaves the call direct', () => {
    const direct = [
      { do: 'stop-timer' },
      { do: 'listen', to: 'direct' },
      { do: 'leave' },
      { do: 'say', message: { t: 'upgrade-off', ask, why: 'failed' } },
      { do: 'tell', failure: 'failed' },
    ]
    expect(after(...inside, timer)).toEqual({ state: NO_UPGRADE, effects: direct })
    expect(after(...inside, hears, { is: 'conference-over' })).toEqual({ state: NO_UPGRADE, effects: direct })
    expect(after(...inside, hears, heard, { is: 'conference-over' })).toEqual({
      state: NO_UPGRADE,
      effects: direct,
    })
    const told = after(...inside, hears, heard, said({ t: 'upgrade-off', ask, why: 'failed' }))
    expect(told.effects).toContainEqual({ do: 'listen', to: 'direct' })
    expect(after(asks, agrees, { is: 'gathered', ask, conference: null }).state).toEqual(NO_UPGRADE)
  })

  it('[UPG-4] hanging up in between ends both', () => {
    const hangUp: UpgradeEvent = { is: 'direct-over', lost: false }
    expect(after(...inside, hears, hangUp).effects).toContainEqual({ do: 'leave' })
    expect(after(...inside, hears, heard, hangUp).effects).toContainEqual({ do: 'leave' })
  })

  it('[UPG-4] a direct connection that is lost once the conference carries is no loss', () => {
    const lost: UpgradeEvent = { is: 'direct-over', lost: true }
    expect(after(...inside, hears, lost).effects).toContainEqual({ do: 'give-way' })
    expect(after(...inside, lost).effects).toContainEqual({ do: 'leave' })
  })
})
