import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bytes32, decodeBase64url, encodeBase64url } from './base64url.ts'

describe('base64url', () => {
  it('[ENC-1] gives back the bytes that went in, whatever their number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), bytes => {
        const text = encodeBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64url(text, bytes.length)).toEqual(bytes)
      }),
    )
  })

  it('[ENC-1] has one text for each value: no other one is read as the same bytes', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(bytes, fc.nat(21), fc.string({ minLength: 1, maxLength: 1 }), (value, at, character) => {
        const text = encodeBase64url(value)
        const other = text.slice(0, at) + character + text.slice(at + 1)
        fc.pre(other !== text)
        expect(decodeBase64url(other, 16)).not.toEqual(value)
      }),
    )
  })

  it('[ENC-1] refuses padding, foreign characters, another length and non-zero trailing bits', () => {
    expect(decodeBase64url('AA==', 1)).toBeNull()
    expect(decodeBase64url('A+', 1)).toBeNull()
    expect(decodeBase64url('AAA', 1)).toBeNull()
    expect(decodeBase64url('AB', 1)).toBeNull()
    expect(decodeBase64url('AQ', 1)).toEqual(Uint8Array.of(1))
  })

  it('[ENC-1] its schema takes exactly what decodes to 32 bytes', () => {
    const characters = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+ ',
    )
    const nearly = fc.string({ unit: characters, minLength: 42, maxLength: 44 })
    fc.assert(
      fc.property(nearly, text => {
        expect(Bytes32.safeParse(text).success).toBe(decodeBase64url(text, 32) !== null)
      }),
      { numRuns: 2_000 },
    )
  })
})
