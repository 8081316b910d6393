import { describe, expect, it } from 'vitest'
import { consequenceOf } from './consequence.ts'

describe('what an error does', () => {
  it('[ERR-1] RX-1 to RX-8 end a leg before the lock and are dropped after it', () => {
    for (const rule of ['RX-1', 'RX-2', 'RX-3', 'RX-4', 'RX-5', 'RX-6', 'RX-7', 'RX-8'] as const) {
      expect(consequenceOf({ rule, error: 'BadSignature' }, 'open')).toBe('end')
      expect(consequenceOf({ rule, error: 'BadSignature' }, 'secured')).toBe('drop')
    }
  })

  it('[ERR-1] a duplicate is always dropped', () => {
    for (const leg of ['none', 'open', 'secured'] as const) {
      expect(consequenceOf({ rule: 'RX-9', error: 'Duplicate' }, leg)).toBe('drop')
    }
  })

  it('[ERR-1] what comes out of order ends a leg before the lock and is asked for again after it', () => {
    expect(consequenceOf({ rule: 'RX-9', error: 'OutOfOrder' }, 'open')).toBe('end')
    expect(consequenceOf({ rule: 'RX-9', error: 'OutOfOrder' }, 'secured')).toBe('redeliver')
  })

  it('[ERR-1] after the lock the server can end nothing with old messages or with other devices', () => {
    for (const error of ['ReplayedOffer', 'StaleOffer', 'UnknownCall', 'DeviceSwapped'] as const) {
      expect(consequenceOf({ rule: 'RX-9', error }, 'secured')).toBe('drop')
    }
    expect(consequenceOf({ rule: 'RX-9', error: 'UnexpectedMessage' }, 'secured')).toBe('end')
  })

  it('[ERR-2] RX-10 to RX-14 always end the leg', () => {
    for (const rule of ['RX-10', 'RX-11', 'RX-12', 'RX-13', 'RX-14'] as const) {
      expect(consequenceOf({ rule, error: 'ForkedDeviceList' }, 'open')).toBe('end')
      expect(consequenceOf({ rule, error: 'ForkedDeviceList' }, 'secured')).toBe('end')
    }
  })

  it('[ERR-2] a faulty offer has no leg yet and does nothing', () => {
    expect(consequenceOf({ rule: 'RX-13', error: 'UnsafeSdp' }, 'none')).toBe('drop')
  })
})
