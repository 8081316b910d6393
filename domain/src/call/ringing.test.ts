import type { Address } from '@tacet/protocol/call'
import type { CallId, CallRowId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import type { LiveCall, RingingEffect, RingingEvent } from './LiveCall.ts'
import { ringing } from './ringing.ts'
import { CALL_16_UNCLAIMED } from './timers.ts'

const address = (person: string, device: string): Address => ({
  person: person as PersonId,
  device: device as DeviceId,
})
const anna = address('anna', 'desk')
const laptop = address('ben', 'laptop')
const phone = address('ben', 'phone')

const call: LiveCall = {
  id: 'call' as CallId,
  conversation: 'dm' as ConversationId,
  row: 'row' as CallRowId,
  media: 'audio',
  caller: anna,
  callee: laptop.person,
  unheard: false,
  phase: { at: 'ringing', rung: [laptop.device, phone.device], until: 50_000 },
}

function after(...events: RingingEvent[]): { call: LiveCall | null; effects: readonly RingingEffect[] } {
  let now: LiveCall | null = call
  let effects: readonly RingingEffect[] = []
  for (const event of events) {
    if (!now) throw new Error('the call is over')
    ;[now, effects] = ringing(now, event)
  }
  return { call: now, effects }
}

const accept = (from: Address): RingingEvent => ({ is: 'accept', from, now: 1_000 })
const connected: RingingEvent = { is: 'connected', from: anna }

describe('the ringing of a direct call on the server', () => {
  it('[UPG-3] a call that becomes a conference ends by nobody, and neither device is told', () => {
    for (const from of [anna, laptop]) {
      expect(after(accept(laptop), connected, { is: 'end', from, reason: 'upgraded' })).toEqual({
        call: null,
        effects: [{ do: 'row-ended', by: null, talksOn: true }],
      })
    }
  })

  it('[CALL-6] stops the other devices when one accepts', () => {
    expect(after(accept(laptop))).toMatchObject({
      call: { phase: { at: 'connecting', device: laptop.device } },
      effects: [{ do: 'say-ended', to: phone, reason: 'elsewhere' }],
    })
  })

  it('[CALL-6] tells a device that lost the race', () => {
    const late = after(accept(laptop), accept(phone))
    expect(late.call?.phase).toMatchObject({ device: laptop.device })
    expect(late.effects).toEqual([{ do: 'say-ended', to: phone, reason: 'elsewhere' }])
  })

  it('[CALL-12] a decline on one device ends it on all', () => {
    const { call: over, effects } = after({ is: 'end', from: phone, reason: 'decline' })
    expect(over).toBeNull()
    expect(effects).toEqual([
      { do: 'say-ended', to: anna, reason: 'declined' },
      { do: 'say-ended', to: laptop, reason: 'declined' },
      { do: 'row-ended', by: null },
    ])
  })

  it('[CALL-13] names nobody in the row of a call that did not connect, whatever the cause', () => {
    const endings: RingingEvent[][] = [
      [{ is: 'end', from: anna, reason: 'cancel' }],
      [{ is: 'end', from: phone, reason: 'decline' }],
      [{ is: 'end', from: phone, reason: 'busy' }],
      [{ is: 'tick', now: 50_000 }],
      [{ is: 'device-gone', person: anna.person, device: anna.device }],
      [accept(laptop), { is: 'end', from: laptop, reason: 'hangup' }],
      [accept(laptop), { is: 'tick', now: 99_000 }],
    ]
    for (const events of endings) {
      const { call: over, effects } = after(...events)
      expect(over).toBeNull()
      expect(effects.filter(effect => effect.do === 'row-ended')).toEqual([{ do: 'row-ended', by: null }])
    }
  })

  it('[CALL-12] gives up when the devices have fallen silent', () => {
    expect(after({ is: 'tick', now: 49_999 }).call).not.toBeNull()
    expect(after({ is: 'tick', now: 50_000 }).effects).toContainEqual({
      do: 'say-ended',
      to: anna,
      reason: 'timeout',
    })
  })

  it('[CALL-18] the row of a connected call names who hung up', () => {
    const { effects } = after(accept(laptop), connected, { is: 'end', from: laptop, reason: 'hangup' })
    expect(effects).toEqual([
      { do: 'say-ended', to: anna, reason: 'hangup' },
      { do: 'row-ended', by: laptop.person },
    ])
  })

  it('[CALL-15] the row of a lost connection names nobody', () => {
    const { effects } = after(accept(laptop), connected, { is: 'end', from: laptop, reason: 'error' })
    expect(effects).toContainEqual({ do: 'row-ended', by: null })
  })

  it('[CALL-17] a page that lost its line does not end a connected call', () => {
    const gone = after(accept(laptop), connected, {
      is: 'device-gone',
      person: anna.person,
      device: anna.device,
    })
    expect(gone.call?.phase.at).toBe('connected')
    expect(gone.effects).toEqual([{ do: 'say-ended', to: laptop, reason: 'lost' }])
  })

  it('[CALL-2] offers to a device that comes, also again to one that came back', () => {
    const tablet = address('ben', 'tablet')
    const came: RingingEvent = { is: 'device-came', ...tablet, now: 0 }
    expect(after(came)).toMatchObject({
      call: { phase: { rung: [laptop.device, phone.device, tablet.device] } },
      effects: [{ do: 'offer-to', device: tablet.device }],
    })
    expect(after({ is: 'device-came', ...phone, now: 0 }).effects).toEqual([
      { do: 'offer-to', device: phone.device },
    ])
  })

  it('[RING-1] stops a device that was taken out of the list, and hears no accept of it', () => {
    const revoked: RingingEvent = { is: 'device-revoked', ...phone }
    expect(after(revoked)).toMatchObject({
      call: { phase: { at: 'ringing', rung: [laptop.device] } },
      effects: [{ do: 'say-ended', to: phone, reason: 'error' }],
    })
    expect(after(revoked, accept(phone)).call?.phase.at).toBe('ringing')
    expect(after(accept(phone), revoked)).toMatchObject({
      call: { phase: { at: 'connecting', device: phone.device } },
      effects: [],
    })
  })

  it('listens to nobody who has no part in the call', () => {
    const mallory = address('mallory', 'x')
    const events: RingingEvent[] = [
      accept(mallory),
      connected && { is: 'connected', from: mallory },
      { is: 'end', from: mallory, reason: 'hangup' },
      { is: 'rings', from: mallory },
      { is: 'device-revoked', person: mallory.person, device: phone.device },
      { is: 'device-revoked', person: anna.person, device: anna.device },
      { is: 'resume', from: mallory, connected: true },
    ]
    for (const event of events) expect(ringing(call, event)).toEqual([call, []])
    expect(after(accept(laptop), { is: 'end', from: phone, reason: 'hangup' }).call).not.toBeNull()
  })

  it('[CALL-6] tells a device that missed it that another one has answered', () => {
    const resume: RingingEvent = { is: 'resume', from: laptop, connected: false }
    expect(after(resume).effects).toEqual([])
    expect(after(accept(phone), resume).effects).toEqual([
      { do: 'say-ended', to: laptop, reason: 'elsewhere' },
    ])
  })

  it('[CALL-12, 16] ends a ring whose caller’s page came again without it', () => {
    const came: RingingEvent = { is: 'device-came', ...anna, now: 0 }
    const late: RingingEvent = { is: 'tick', now: CALL_16_UNCLAIMED }
    expect(after(came, late)).toEqual({
      call: null,
      effects: [
        ...[laptop, phone].map(to => ({ do: 'say-ended', to, reason: 'cancelled' })),
        { do: 'row-ended', by: null },
      ],
    })
    expect(after(came, { is: 'resume', from: anna, connected: false }, late).call).not.toBeNull()
  })

  it('[CALL-16] ends a call whose page came again without it, by nobody', () => {
    const came: RingingEvent = { is: 'device-came', ...phone, now: 2_000 }
    const talking = [accept(phone), connected, came]
    const late: RingingEvent = { is: 'tick', now: 2_000 + CALL_16_UNCLAIMED }
    expect(after(...talking, late)).toEqual({
      call: null,
      effects: [
        { do: 'say-ended', to: anna, reason: 'lost' },
        { do: 'row-ended', by: null },
      ],
    })
    expect(after(...talking, { is: 'resume', from: phone, connected: true }, late).call).not.toBeNull()
  })
})
