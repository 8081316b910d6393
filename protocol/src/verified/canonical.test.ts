import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCanonical, writeCanonical } from './canonical.ts'

const key = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,6}$/)
const { message } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeNat(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('message'),
  ),
  message: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
}))

const textOf = (value: unknown): string | null => {
  const written = writeCanonical(value)
  return written.ok ? written.value : null
}

describe('canonical text', () => {
  it('[CAN-1] is read back as the value that was written', () => {
    fc.assert(
      fc.property(message, value => {
        const text = textOf(value)
        fc.pre(text !== null)
        expect(readCanonical(text ?? '')).toEqual({ ok: true, value })
      }),
    )
  })

  it('[CAN-3] changed in one character is refused, or says something else and nothing that was said before', () => {
    const character = fc.oneof(
      fc.constantFrom(...' "{}[],:\\0123456789abeEnutf.-+\n\t'),
      fc.string({ minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(message, fc.nat(), character, fc.constantFrom(0, 1), (value, place, inserted, removed) => {
        const text = textOf(value)
        if (text === null) return
        const at = place % text.length
        const changed = text.slice(0, at) + inserted + text.slice(at + removed)
        fc.pre(changed !== text)
        const read = readCanonical(changed)
        if (!read.ok) return
        expect(textOf(read.value)).toBe(changed)
        expect(textOf(read.value)).not.toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('[CAN-2] knows no null, booleans, fractions, negative numbers, lone surrogates, other keys', () => {
    for (const value of [null, true, 0.5, -1, -0, Number.NaN, 2 ** 53, '\ud800', undefined]) {
      expect(writeCanonical({ a: value })).toEqual({ ok: false, error: 'NotCanonical' })
      expect(writeCanonical({ a: [value] }).ok).toBe(false)
    }
    for (const name of ['A', '', 'a-b', '1', '__proto__']) {
      expect(writeCanonical(JSON.parse(`{"${name}":1}`)).ok).toBe(false)
    }
  })

  it('[CAN-2] nests eight levels and not nine', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`
    expect(readCanonical(nested(8)).ok).toBe(true)
    expect(readCanonical(nested(9)).ok).toBe(false)
    expect(readCanonical(nested(1_000)).ok).toBe(false)
  })
})
