import { Email, OrganizationName, Password, PersonName } from '@tacet/protocol/identity'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PASSWORD_MIN_CHARS, problemOf } from './fields.ts'

describe('what people type', () => {
  it('has a problem exactly when the server would refuse it', () => {
    const cases = [
      ['name', PersonName],
      ['organization', OrganizationName],
      ['email', Email],
      ['password', Password],
    ] as const
    const texts = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.string({ minLength: 1_000, maxLength: 1_100 }),
      fc.emailAddress(),
      fc.constantFrom('', '   ', '\0', 'Anna\0', 'a@b', ' Anna@Kanzlei-Nord.example '),
    )
    for (const [kind, schema] of cases) {
      fc.assert(
        fc.property(texts, text => {
          expect(problemOf(kind, text) === null).toBe(schema.safeParse(text).success)
        }),
      )
    }
  })

  it('is told apart by what to do about it', () => {
    expect(problemOf('name', '  ')).toBe('empty')
    expect(problemOf('name', 'x'.repeat(81))).toBe('too-long')
    expect(problemOf('name', 'Anna\0')).toBe('unusable')
    expect(problemOf('email', 'anna')).toBe('not-an-address')
    expect(problemOf('password', 'x'.repeat(PASSWORD_MIN_CHARS - 1))).toBe('too-short')
    expect(problemOf('password', 'x'.repeat(PASSWORD_MIN_CHARS))).toBeNull()
  })

  it('may be any password that exists already, however short', () => {
    expect(problemOf('secret', 'x')).toBeNull()
    expect(problemOf('secret', '')).toBe('empty')
  })

  it('keeps spaces in passwords', () => {
    expect(problemOf('password', ' '.repeat(PASSWORD_MIN_CHARS))).toBeNull()
  })
})
