import type { CallId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { type CallState, IDLE } from './CallState.ts'
import { lineFor, shownAfter, soundOf, waits } from './twoCalls.ts'

const facts = (peer: string) => ({
  call: `call with ${peer}` as CallId,
  conversation: 'dm' as ConversationId,
  peer: peer as PersonId,
  media: 'audio' as const,
  row: null,
})
const device = 'laptop' as DeviceId
const talking = (peer: string): CallState => ({
  at: 'connected',
  facts: facts(peer),
  role: 'callee',
  device,
  again: null,
})
const rung = (peer: string): CallState => ({ at: 'ringing-in', facts: facts(peer), device })
const over = (peer: string, wasConnected = true): CallState => ({
  at: 'ended',
  facts: facts(peer),
  role: 'callee',
  outcome: 'hangup',
  refusal: null,
  error: null,
  wasConnected,
})
const dialing: CallState = { at: 'preparing', facts: facts('ben') }
const [ben, carla] = ['ben', 'carla'] as PersonId[]

describe('two calls on one device', () => {
  it('[CALL-10] a call to somebody who talks goes to the free line, any other to the shown one', () => {
    if (!carla) throw new Error('carla')
    expect(lineFor([talking('ben'), IDLE], 0, carla)).toBe(1)
    expect(lineFor([over('ben'), talking('ben')], 1, carla)).toBe(0)
    expect(lineFor([IDLE, IDLE], 0, carla)).toBe(0)
    expect(lineFor([dialing, IDLE], 0, carla)).toBe(0)
    expect(lineFor([rung('ben'), IDLE], 0, carla)).toBe(0)
  })

  it('[CALL-22] a new call of the same person goes to the line of the old one, also where that is on hold', () => {
    if (!ben) throw new Error('ben')
    expect(lineFor([talking('ben'), IDLE], 0, ben)).toBe(0)
    expect(lineFor([talking('carla'), talking('ben')], 0, ben)).toBe(1)
  })

  it('[CALL-10] the shown line says busy where both are taken', () => {
    expect(lineFor([talking('ben'), rung('carla')], 0, 'david' as PersonId)).toBe(0)
  })

  it('[CALL-10] goes back to the call on hold when the other one is off the screen', () => {
    expect(shownAfter([talking('ben'), over('carla')], 1)).toBe(1)
    expect(shownAfter([talking('ben'), IDLE], 1)).toBe(0)
    expect(shownAfter([over('ben'), IDLE], 1)).toBe(1)
  })

  it('[CALL-10] shows what waited when the call before it is over', () => {
    expect(shownAfter([over('ben'), rung('carla')], 0)).toBe(1)
    expect(shownAfter([talking('ben'), rung('carla')], 1)).toBe(0)
    expect(waits([talking('ben'), rung('carla')], 1)).toBe(true)
    expect(waits([over('ben'), rung('carla')], 1)).toBe(false)
  })

  it('[CALL-10] knocks once instead of ringing, and nothing that ends stops another ring', () => {
    expect(soundOf([talking('ben'), rung('carla')], 1, 'ring')).toBe('knock')
    expect(soundOf([IDLE, rung('carla')], 1, 'ring')).toBe('ring')
    expect(soundOf([talking('ben'), over('carla', false)], 1, 'end')).toBe(null)
    expect(soundOf([talking('ben'), over('carla')], 1, 'end')).toBe('end')
    expect(soundOf([over('ben'), rung('carla')], 0, 'end')).toBe(null)
  })
})
