import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase32, encodeBase32, inGroups } from './base32.ts'

describe('base 32 of Crockford', () => {
  it('gives back the bytes however they were typed', () => {
    const typed = (code: string) =>
      inGroups(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll(' ', ' - ')
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), bytes => {
        const code = encodeBase32(bytes)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
        expect(decodeBase32(typed(code), 10)).toEqual(bytes)
      }),
    )
  })

  it('refuses another length and characters that it has not', () => {
    expect(decodeBase32('0000 0000 0000 000', 10)).toBeNull()
    expect(decodeBase32('0000 0000 0000 000U', 10)).toBeNull()
    expect(decodeBase32('', 10)).toBeNull()
  })

  it('is shown in groups of four', () => {
    expect(inGroups('7K3M9P2XABCD')).toBe('7K3M 9P2X ABCD')
  })
})
