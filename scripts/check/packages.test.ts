import { describe, expect, it } from 'vitest'
import { isBelow, isCompatible } from './packages.ts'

describe('a floor', () => {
  it.each([
    ['3.1.6', ['3.1.7', '4.0.1'], true],
    ['3.1.7', ['3.1.7', '4.0.1'], false],
    ['4.0.0', ['3.1.7', '4.0.1'], true],
    ['4.2.3', ['3.1.7', '4.0.1'], false],
    ['2.9.9', ['3.1.7', '4.0.1'], true],
    ['5.0.0', ['3.1.7', '4.0.1'], false],
    ['v0.44.9', ['0.45.0'], true],
    ['v3.1.10', ['3.1.4'], false],
  ])('says of %s with %j that being below it is %s', (version, atLeast, below) => {
    expect(isBelow(version, atLeast)).toBe(below)
  })
})

describe('a licence', () => {
  const allowed = (name: string) => ['MIT', 'Apache-2.0'].includes(name)

  it.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['Apache-2.0 AND MIT', true],
    ['(Apache-2.0 AND GPL-3.0-only)', false],
    ['no licence', false],
  ])('of the form %s: %s', (licence, compatible) => {
    expect(isCompatible(licence, allowed)).toBe(compatible)
  })
})
