import { describe, expect, it } from 'vitest'
import { clockText } from './Clock.tsx'

describe('clockText', () => {
  it('counts minutes and seconds, and hours once there is one', () => {
    expect(clockText(0)).toBe('0:00')
    expect(clockText(65_999)).toBe('1:05')
    expect(clockText(3_600_000)).toBe('1:00:00')
    expect(clockText(3_766_000)).toBe('1:02:46')
  })

  it('never runs backwards when two clocks disagree', () => {
    expect(clockText(-5000)).toBe('0:00')
  })
})
