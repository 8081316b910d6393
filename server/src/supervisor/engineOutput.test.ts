import { describe, expect, it } from 'vitest'
import { callerOf } from './engineOutput.ts'

describe('what is left of the output of the engine', () => {
  it('is where an error arose', () => {
    const line = '{"level":"error","caller":"rtc/participant.go:123","msg":"x","room":"r","participant":"p"}'
    expect(callerOf(line)).toBe('rtc/participant.go:123')
  })

  it.each([
    ['warnings, which hold tokens', '{"level":"warn","caller":"service/auth.go:9","token":"eyJhbGciOi"}'],
    ['stack traces', 'goroutine 17 [running]:'],
    ['what calls itself a place and is none', '{"level":"error","caller":"Anna called Ben"}'],
    ['other JSON', '[1]'],
    ['nothing', ''],
  ])('is nothing of %s', (_what, line) => {
    expect(callerOf(line)).toBeNull()
  })
})
