import type { Address } from '@tacet/protocol/call'
import type { CallId, CallRowId, ConversationId, DeviceId, Millis, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import type { LiveCall } from './LiveCall.ts'
import { takeUp } from './takeUp.ts'

const address = (person: string, device: string): Address => ({
  person: person as PersonId,
  device: device as DeviceId,
})
const anna = address('anna', 'laptop')
const ben = address('ben', 'tablet')

const running: LiveCall = {
  id: 'CCCC' as CallId,
  conversation: 'dm' as ConversationId,
  row: 'row' as CallRowId,
  media: 'audio',
  caller: anna,
  callee: ben.person,
  unheard: false,
  phase: { at: 'connected', device: ben.device },
}
const id = (text: string) => text as CallId

describe('[CALL-16] a page that was loaded anew in a call', () => {
  it('goes on with it, on either side', () => {
    expect(takeUp(running, anna, ben.device, id('DDDD'))).toBe('goes-on')
    expect(takeUp(running, ben, anna.device, id('DDDD'))).toBe('goes-on')
  })

  it('is not taken for one of another device, or of a stranger', () => {
    expect(takeUp(running, address('anna', 'phone'), ben.device, id('DDDD'))).toBe('over')
    expect(takeUp(running, anna, 'phone' as DeviceId, id('DDDD'))).toBe('over')
    expect(takeUp(running, address('cora', 'laptop'), ben.device, id('DDDD'))).toBe('over')
  })

  it('takes up nothing that only rings', () => {
    const phase = { at: 'ringing', rung: [ben.device], until: 0 as Millis } as const
    expect(takeUp({ ...running, phase }, anna, ben.device, id('DDDD'))).toBe('over')
    expect(takeUp({ ...running, phase }, ben, anna.device, id('DDDD'))).toBe('over')
  })

  it('[CALL-9] two that cross become one, the same one for both', () => {
    const phase = { at: 'ringing', rung: [ben.device], until: 0 as Millis } as const
    const annas: LiveCall = { ...running, resumes: ben.device, phase }
    expect(takeUp(annas, ben, anna.device, id('BBBB'))).toBe('yields')
    expect(takeUp(annas, ben, anna.device, id('DDDD'))).toBe('goes-on')
    expect(takeUp(annas, address('ben', 'phone'), anna.device, id('DDDD'))).toBe('over')
  })
})
