import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import type { CallEffect, CallEvent, CallFacts, CallState } from './CallState.ts'
import { IDLE } from './CallState.ts'
import { callMachine } from './callMachine.ts'
import { CALL_16_RESUME } from './timers.ts'

const laptop = 'laptop' as DeviceId
const phone = 'phone' as DeviceId
const row = 'row' as CallRowId

const facts = (call: string, more: Partial<CallFacts> = {}): CallFacts => ({
  call: call as CallId,
  conversation: 'dm' as ConversationId,
  peer: 'ben' as PersonId,
  media: 'video',
  row: null,
  ...more,
})

function after(
  from: CallState,
  ...events: CallEvent[]
): { state: CallState; effects: readonly CallEffect[] } {
  let state = from
  let effects: readonly CallEffect[] = []
  for (const event of events) [state, effects] = callMachine(state, event)
  return { state, effects }
}

const connected: CallState = {
  at: 'connected',
  facts: facts('CCCC', { row }),
  role: 'caller',
  device: laptop,
  again: null,
}
const stopped: CallEvent = { is: 'media-stopped' }
const left: CallEvent = { is: 'peer-left' }
const back: CallEvent = { is: 'offer', facts: facts('DDDD', { media: 'audio' }), device: laptop }

describe('the side that stays, when the other page is loaded anew', () => {
  const goesOn = {
    state: {
      at: 'reconnecting',
      role: 'callee',
      facts: { call: 'DDDD', media: 'video', row },
      device: laptop,
    },
    effects: [
      { do: 'stop-timers' },
      { do: 'close-legs', call: 'CCCC', except: null, bye: null },
      { do: 'resume-leg', call: 'DDDD' },
      { do: 'set-timer', timer: 'give-up' },
    ],
  }

  it('[RESUME-1] [CALL-16] goes on with the same device without a click, in the same row', () => {
    expect(after(connected, left, back)).toMatchObject(goesOn)
    expect(after(connected, stopped, back)).toMatchObject(goesOn)
    const flows = after(connected, left, back, { is: 'media-flows' })
    expect(flows.state).toMatchObject({ at: 'connected', facts: { call: 'DDDD', row } })
  })

  it('[RESUME-1] also where the offer comes before the silence shows', () => {
    const waits = after(connected, back)
    expect(waits.state).toMatchObject({ at: 'connected', facts: { call: 'CCCC' }, again: { call: 'DDDD' } })
    expect(after(connected, back, stopped)).toMatchObject(goesOn)
    expect(after(connected, back, left)).toMatchObject(goesOn)
  })

  it('[CALL-22] rings where the old call goes on all the while: the person calls again', () => {
    const { state, effects } = after(connected, back, { is: 'timer', timer: 'again' })
    expect(state).toMatchObject({ at: 'ringing-in', facts: { call: 'DDDD' } })
    expect(effects).toContainEqual({ do: 'sound', sound: 'ring' })
    expect(effects).not.toContainEqual(expect.objectContaining({ do: 'resume-leg' }))
  })

  it('[CALL-22] rings where the old call is ended and a new one was offered meanwhile', () => {
    const bye: CallEvent = { is: 'bye', call: 'CCCC' as CallId, device: laptop, reason: 'hangup' }
    expect(after(connected, back, bye).state).toMatchObject({ at: 'ringing-in', facts: { call: 'DDDD' } })
  })

  it('[RESUME-2] rings for another device, and after ten seconds for any', () => {
    const other: CallEvent = { ...back, device: phone }
    expect(after(connected, left, other).state.at).toBe('ringing-in')
    const late = after(connected, left, { is: 'timer', timer: 'resume' }, back)
    expect(late.state.at).toBe('ringing-in')
  })

  it('[RESUME-1] rings once the other side has hung up', () => {
    const bye: CallEvent = { is: 'bye', call: 'CCCC' as CallId, device: laptop, reason: 'hangup' }
    expect(after(connected, left, bye, back).state.at).toBe('ringing-in')
  })

  it('[CALL-16] is alone within ten seconds when the page does not come back', () => {
    const { effects } = after(connected, left)
    const last = effects.filter(effect => effect.do === 'set-timer' && effect.timer === 'give-up').at(-1)
    expect(last).toMatchObject({ after: CALL_16_RESUME })
    expect(after(connected, left, { is: 'timer', timer: 'give-up' }).state).toMatchObject({
      at: 'ended',
      outcome: 'lost',
    })
  })
})

describe('the page that was loaded anew', () => {
  const resume: CallEvent = { is: 'resume', facts: facts('DDDD', { resumes: laptop }) }
  const started: CallEvent = { is: 'started', row, devices: [laptop] }

  it('[RESUME-3] calls the one device, opens its microphone meanwhile, and plays no tone', () => {
    const { state, effects } = after(IDLE, resume)
    expect(state.at).toBe('dialing')
    expect(effects.map(effect => effect.do)).toEqual(['open-media', 'start-call', 'set-timer'])
    const accepted: CallEvent = { is: 'accepted', call: 'DDDD' as CallId, device: laptop }
    const connecting = after(state, started, accepted, { is: 'media-flows' })
    expect(connecting.state).toMatchObject({ at: 'connected', facts: { row } })
  })

  it('[CALL-16] says "connection lost" where there is nothing to go on with', () => {
    const lost = { at: 'ended', outcome: 'lost', wasConnected: true }
    expect(after(IDLE, resume, { is: 'refused', failure: { error: 'call-over' } }).state).toMatchObject(lost)
    expect(after(IDLE, resume, started, { is: 'timer', timer: 'no-answer' }).state).toMatchObject(lost)
  })
})

describe('a device that changes its network', () => {
  const moved: CallEvent = { is: 'network-changed' }

  it('[CALL-15] looks for a new path at once, and interrupts nothing', () => {
    expect(after(connected, moved)).toEqual({ state: connected, effects: [{ do: 'restart-ice' }] })
    expect(after(connected, stopped, moved).effects).toEqual([{ do: 'restart-ice' }])
    expect(after(IDLE, moved).effects).toEqual([])
  })
})
