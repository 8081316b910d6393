import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { receptionOf } from './engagement.ts'
import type { LiveCall, LiveCallPhase } from './LiveCall.ts'

const anna = 'anna' as PersonId
const ben = 'ben' as PersonId
const desk = 'desk' as DeviceId
const laptop = 'laptop' as DeviceId

/** Anna at her desk called Ben. */
const call = (phase: LiveCallPhase): LiveCall => ({
  id: 'call' as CallId,
  conversation: 'dm' as ConversationId,
  row: 'row' as CallRowId,
  media: 'audio',
  caller: { person: anna, device: desk },
  callee: ben,
  unheard: false,
  phase,
})
const ringing = call({ at: 'ringing', rung: [laptop], until: 50_000 })
const connecting = call({ at: 'connecting', device: laptop, until: 50_000 })
const connected = call({ at: 'connected', device: laptop })

describe('how a call finds somebody', () => {
  it('[CALL-10] rings everywhere at somebody who is in no call', () => {
    expect(receptionOf(anna, [], true)).toEqual({ is: 'free' })
    expect(receptionOf(anna, [], false)).toEqual({ is: 'free' })
  })

  it('[CALL-10] waits at the very device that is in the call, on either side of it', () => {
    for (const running of [connecting, connected]) {
      expect(receptionOf(anna, [running], true)).toEqual({ is: 'waiting', device: desk })
      expect(receptionOf(ben, [running], true)).toEqual({ is: 'waiting', device: laptop })
    }
  })

  it('[CALL-10] finds somebody busy who only calls or is called, or has a second call already', () => {
    expect(receptionOf(anna, [ringing], true)).toEqual({ is: 'busy' })
    expect(receptionOf(ben, [ringing], true)).toEqual({ is: 'busy' })
    expect(receptionOf(ben, [connected, ringing], true)).toEqual({ is: 'busy' })
    expect(receptionOf(ben, [connected, connected], true)).toEqual({ is: 'busy' })
  })

  it('[CALL-10] finds everybody busy who is in a call, where the organization wants it so', () => {
    expect(receptionOf(ben, [connected], false)).toEqual({ is: 'busy' })
  })
})
