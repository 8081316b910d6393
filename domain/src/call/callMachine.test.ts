import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { type CallEvent, type CallFacts, type CallState, IDLE } from './CallState.ts'
import { callMachine } from './callMachine.ts'

const ben = 'ben' as PersonId
const laptop = 'laptop' as DeviceId
const phone = 'phone' as DeviceId

const facts = (call: string, more: Partial<CallFacts> = {}): CallFacts => ({
  call: call as CallId,
  conversation: 'dm' as ConversationId,
  peer: ben,
  media: 'audio',
  row: null,
  ...more,
})

const mine = facts('BBBB')

function after(...events: CallEvent[]): { state: CallState; effects: string[] } {
  let state: CallState = IDLE
  let effects: string[] = []
  for (const event of events) {
    const [next, done] = callMachine(state, event)
    state = next
    effects = done.map(effect => effect.do)
  }
  return { state, effects }
}

const dial: CallEvent = { is: 'dial', facts: mine }
const ready: CallEvent = { is: 'ready' }
const started: CallEvent = { is: 'started', row: 'row' as CallRowId, devices: [laptop, phone] }
const rings: CallEvent = { is: 'device-rings', call: mine.call, device: laptop }
const accepted: CallEvent = { is: 'accepted', call: mine.call, device: laptop }
const flows: CallEvent = { is: 'media-flows' }
const incoming: CallEvent = { is: 'offer', facts: facts('CCCC'), device: laptop }

describe('a direct call on the device of the caller', () => {
  it('[CALL-1] asks for the microphone before anything rings', () => {
    expect(after(dial)).toEqual({ state: { at: 'preparing', facts: mine }, effects: ['open-media'] })
    expect(after(dial, ready).effects).toContain('start-call')
  })

  it('[CALL-2] rings every device of the callee, each with an offer of its own', () => {
    const [, effects] = callMachine(after(dial, ready).state, started)
    expect(effects).toEqual([
      { do: 'open-leg', device: laptop },
      { do: 'open-leg', device: phone },
    ])
  })

  it('[CALL-2] rings a device that comes online while it rings, and again one that comes back', () => {
    const tablet = 'tablet' as DeviceId
    const came: CallEvent = { is: 'device-came', call: mine.call, device: tablet }
    expect(after(dial, ready, started, came).effects).toEqual(['open-leg'])
    const twice = after(dial, ready, started, came, came)
    expect(twice.effects).toEqual(['open-leg'])
    expect(twice.state).toMatchObject({ legs: [laptop, phone, tablet] })
  })

  it('[CALL-3] gives the tone with the first acknowledgement, and says "not reachable" when there is none', () => {
    expect(after(dial, ready, started, rings)).toMatchObject({
      state: { at: 'ringing-out' },
      effects: ['sound'],
    })
    const silent = after(dial, ready, started, { is: 'timer', timer: 'unreachable' })
    expect(silent.state).toMatchObject({ at: 'dialing', unreachable: true })
    expect(callMachine(silent.state, rings)[0].at).toBe('ringing-out')
  })

  it('[CALL-6] takes the first consent and stops the other devices', () => {
    const { state, effects } = after(dial, ready, started, rings, accepted)
    expect(state).toMatchObject({ at: 'connecting', role: 'caller', device: laptop })
    expect(effects).toContain('close-legs')
    const late: CallEvent = { is: 'accepted', call: mine.call, device: phone }
    expect(callMachine(state, late)).toEqual([state, []])
  })

  it('[CALL-6] ignores the consent of a device it never called', () => {
    const { state } = after(dial, ready, started, rings)
    const stranger: CallEvent = { is: 'accepted', call: mine.call, device: 'other' as DeviceId }
    expect(callMachine(state, stranger)).toEqual([state, []])
  })

  it('[CALL-8] restarts ICE once, then ends with a reason', () => {
    const connecting = [dial, ready, started, rings, accepted]
    expect(after(...connecting, { is: 'timer', timer: 'restart' }).effects).toEqual(['restart-ice'])
    const over = after(...connecting, { is: 'timer', timer: 'give-up' })
    expect(over.state).toMatchObject({ at: 'ended', outcome: 'no-path', wasConnected: false })
    expect(over.effects).toEqual(expect.arrayContaining(['tell-end', 'release']))
  })

  it('[CALL-12] ends after 45 seconds without an answer', () => {
    const none: CallEvent = { is: 'timer', timer: 'no-answer' }
    expect(after(dial, ready, started, rings, none).state).toMatchObject({ at: 'ended', outcome: 'timeout' })
    expect(after(dial, ready, started, none).state).toMatchObject({ at: 'ended', outcome: 'unreachable' })
  })

  it('[CALL-12] cancels everywhere, and lets go of the microphone', () => {
    const { state, effects } = after(dial, ready, started, rings, { is: 'hang-up' })
    expect(state).toMatchObject({ at: 'ended', outcome: 'cancelled' })
    expect(effects).toEqual(['stop-timers', 'close-legs', 'tell-end', 'release', 'sound'])
  })
})

describe('a direct call on the device of the callee', () => {
  it('[CALL-4] rings, and tells the caller so', () => {
    expect(after(incoming)).toMatchObject({
      state: { at: 'ringing-in', device: laptop },
      effects: ['say-ringing', 'prepare-leg', 'sound', 'set-timer'],
    })
  })

  it('[CALL-5] opens nothing before Accept', () => {
    expect(after(incoming).effects).not.toContain('answer')
    expect(after(incoming, flows)).toMatchObject({ state: { at: 'ringing-in' }, effects: [] })
    expect(after(incoming, { is: 'accept', media: 'audio' }).effects).toContain('answer')
  })

  it('[CALL-6] stops when another device answers', () => {
    const elsewhere: CallEvent = { is: 'ended', call: 'CCCC' as CallId, reason: 'elsewhere' }
    expect(after(incoming, elsewhere).state).toMatchObject({ at: 'ended', outcome: 'elsewhere' })
  })

  it('[CALL-10] answers "busy" for a third person while a call runs, and goes on', () => {
    const running = [incoming, { is: 'accept', media: 'audio' }, flows] as const
    const third: CallEvent = {
      is: 'offer',
      facts: facts('DDDD', { peer: 'carla' as PersonId }),
      device: phone,
    }
    const [state, effects] = callMachine(after(...running).state, third)
    expect(state.at).toBe('connected')
    expect(effects).toEqual([{ do: 'tell-end', call: 'DDDD', reason: 'busy' }])
  })

  it('[CALL-22] lets a new call of the same person replace the one that still seems to run', () => {
    const running = [incoming, { is: 'accept', media: 'audio' }, flows] as const
    const again: CallEvent = { is: 'offer', facts: facts('DDDD'), device: phone }
    const { state, effects } = after(...running, again)
    expect(state).toMatchObject({ at: 'ringing-in', facts: { call: 'DDDD' } })
    expect(effects).toContain('release')
    // A server that was told otherwise meanwhile must not keep the old one.
    expect(effects).toContain('tell-end')
  })
})

describe('two calls that cross', () => {
  const dialing = [dial, ready, started] as const

  it('[CALL-9] the loser waits for the other call, though the server has dropped its own already', () => {
    const over: CallEvent = { is: 'call-over', call: mine.call }
    expect(after(...dialing, over)).toMatchObject({ state: { at: 'dialing' }, effects: ['set-timer'] })
    expect(after(...dialing, over, incoming).state).toMatchObject({ at: 'connecting', role: 'callee' })
    const alone = after(...dialing, over, { is: 'timer', timer: 'give-up' })
    expect(alone.state).toMatchObject({ at: 'ended', outcome: 'error' })
  })

  it('[CALL-9] the greater id survives: the loser answers it without a click', () => {
    const { state, effects } = after(...dialing, incoming)
    expect(state).toMatchObject({ at: 'connecting', role: 'callee', facts: { call: 'CCCC' } })
    expect(effects).toContain('answer')
  })

  it('[CALL-9] the winner goes on ringing', () => {
    const lesser: CallEvent = { is: 'offer', facts: facts('AAAA'), device: laptop }
    const before = after(...dialing).state
    expect(callMachine(before, lesser)).toEqual([before, []])
  })

  it('[CALL-9] there is video only when both chose video', () => {
    const media = (own: CallFacts['media'], theirs: CallFacts['media']) => {
      const state = after({ is: 'dial', facts: facts('BBBB', { media: own }) }, ready, started).state
      const [, effects] = callMachine(state, {
        is: 'offer',
        facts: facts('CCCC', { media: theirs }),
        device: laptop,
      })
      return effects.find(effect => effect.do === 'answer')?.media
    }
    expect([media('video', 'video'), media('video', 'audio'), media('audio', 'video')]).toEqual([
      'video',
      'audio',
      'audio',
    ])
  })
})

describe('a call that can’t be trusted', () => {
  const blocked = (device: DeviceId, call = mine.call) =>
    ({ is: 'blocked', call, device, error: 'SdpMismatch' }) as const

  it('[ERR-2] is over with the name of the error, on either side and at any time', () => {
    const whole = { outcome: 'blocked', error: 'SdpMismatch' }
    expect(after(dial, ready, started, rings, accepted, blocked(laptop)).state).toMatchObject(whole)
    expect(after(dial, ready, started, rings, accepted, flows, blocked(laptop)).state).toMatchObject(whole)
    const { state, effects } = after(incoming, blocked(laptop, 'CCCC' as CallId))
    expect(state).toMatchObject(whole)
    expect(effects).toContain('release')
  })

  it('[TRUST-4] is over at once when the emoji differ', () => {
    const { state, effects } = after(dial, ready, started, rings, accepted, flows, { is: 'no-match' })
    expect(state).toMatchObject({ at: 'ended', outcome: 'no-match' })
    expect(effects).toEqual(expect.arrayContaining(['close-legs', 'tell-end', 'release']))
  })

  it('[ERR-2] goes on ringing where another device of the same person is still to be reached', () => {
    const one = after(dial, ready, started, rings, blocked(laptop))
    expect(one.state).toMatchObject({ at: 'ringing-out', legs: [phone] })
    expect(callMachine(one.state, blocked(phone))[0]).toMatchObject({ outcome: 'blocked' })
  })

  it('[ERR-3] names the first error of several: the others may follow from it', () => {
    const fork = { ...blocked(laptop), error: 'ForkedDeviceList' } as const
    const { state } = after(dial, ready, started, fork, { ...blocked(phone), error: 'PeerBlocked' })
    expect(state).toMatchObject({ outcome: 'blocked', error: 'ForkedDeviceList' })
  })
})

describe('a connected call', () => {
  const connected = [dial, ready, started, rings, accepted, flows] as const

  it('[CALL-14] counts from the first media and tells the server once', () => {
    expect(after(...connected)).toMatchObject({
      state: { at: 'connected' },
      effects: ['stop-timers', 'tell-connected'],
    })
    expect(after(...connected, flows).effects).toEqual([])
  })

  it('[CALL-15] heals a broken connection, and ends after 45 seconds', () => {
    const broken = [...connected, { is: 'media-stopped' }] as const
    expect(after(...broken)).toMatchObject({ state: { at: 'reconnecting' } })
    expect(after(...broken).effects).toContain('restart-ice')
    expect(after(...broken, flows)).toMatchObject({
      state: { at: 'connected' },
      effects: ['stop-timers', 'tell-connected'],
    })
    expect(after(...broken, { is: 'timer', timer: 'retry' }).effects).toEqual(['restart-ice', 'set-timer'])
    expect(after(...broken, { is: 'timer', timer: 'give-up' }).state).toMatchObject({ outcome: 'lost' })
  })

  it('[CALL-17] does not believe the server that the other side is gone while media flows', () => {
    const lost: CallEvent = { is: 'ended', call: mine.call, reason: 'lost' }
    expect(after(...connected, lost)).toMatchObject({ state: { at: 'connected' }, effects: [] })
    const waits = after(...connected, { is: 'media-stopped' }, lost)
    expect(waits).toMatchObject({ state: { at: 'reconnecting' }, effects: ['set-timer'] })
    const over = after(...connected, { is: 'media-stopped' }, lost, { is: 'timer', timer: 'give-up' })
    expect(over.state).toMatchObject({ outcome: 'lost' })
    // The server only guessed: the end of the row waits for this device's word.
    expect(over.effects).toContain('tell-end')
  })

  it('[CALL-18] a hang-up of the other side ends it here too, without an echo', () => {
    const bye: CallEvent = { is: 'bye', call: mine.call, device: laptop, reason: 'hangup' }
    const { state, effects } = after(...connected, bye)
    expect(state).toMatchObject({ at: 'ended', outcome: 'hangup', wasConnected: true })
    expect(effects).not.toContain('tell-end')
    expect(effects).toContain('release')
  })
})

describe('a device that must hide its address and has no relay', () => {
  const none: CallEvent = { is: 'no-relay', call: mine.call }

  it('[SEC-5] ends the call before anything was sent, and tells whoever waits for it', () => {
    const { state, effects } = after(dial, ready, none)
    expect(state).toMatchObject({ at: 'ended', role: 'caller', outcome: 'no-relay' })
    expect(effects).toContain('tell-end')
    const accept: CallEvent = { is: 'accept', media: 'audio' }
    expect(after(incoming, accept, { ...none, call: 'CCCC' as CallId }).state).toMatchObject({
      at: 'ended',
      role: 'callee',
      outcome: 'no-relay',
    })
  })

  it('ends no other call', () => {
    expect(after(incoming, none).state).toMatchObject({ at: 'ringing-in' })
    expect(after(none).state).toEqual(IDLE)
  })
})

describe('a direct call that becomes a conference', () => {
  it('[UPG-4] closes without a bye and without a verdict, and tells the server that nobody hung up', () => {
    const talking = after(dial, ready, started, rings, accepted, flows).state
    expect(callMachine(talking, { is: 'give-way' })).toEqual([
      { at: 'idle' },
      [
        { do: 'stop-timers' },
        { do: 'close-legs', call: mine.call, except: null, bye: null },
        { do: 'tell-end', call: mine.call, reason: 'upgraded' },
        { do: 'release' },
      ],
    ])
  })

  it('[UPG-4] has to be connected first', () => {
    const connecting = after(dial, ready, started, rings, accepted)
    expect(callMachine(connecting.state, { is: 'give-way' })).toEqual([connecting.state, []])
  })
})
