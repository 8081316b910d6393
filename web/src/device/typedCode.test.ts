import { inGroups } from '@tacet/protocol/verified/base32'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupsOf, groupTyped, isLastGroup, spelled } from './typedCode.ts'

const CODE = '7K3M9P2X4Q8N5T1V'

describe('a code that is typed', () => {
  it('falls into groups of four, however it was typed', () => {
    expect(groupTyped('7k3m9', 16)).toBe('7K3M 9')
    expect(groupTyped('7K3M-9P2X 4q8n', 16)).toBe('7K3M 9P2X 4Q8N')
    expect(groupTyped(`${CODE}XYZ`, 16)).toBe(inGroups(CODE))
    expect(groupTyped(' ', 16)).toBe('')
  })

  it('stays as it is when it is grouped again', () => {
    fc.assert(
      fc.property(fc.string(), typed => {
        const once = groupTyped(typed, 16)
        expect(groupTyped(once, 16)).toBe(once)
      }),
    )
  })
})

describe('a code that is shown', () => {
  it('is heard character by character', () => {
    expect(groupsOf(CODE)).toEqual(['7K3M', '9P2X', '4Q8N', '5T1V'])
    expect(spelled('7K3M9P2X')).toBe('7 K 3 M, 9 P 2 X')
  })
})

describe('the proof that a key was written down', () => {
  it('is its last group, with the slips that paper brings', () => {
    expect(isLastGroup(CODE, '5T1V')).toBe(true)
    expect(isLastGroup(CODE, ' 5t1v ')).toBe(true)
    expect(isLastGroup(CODE, '5TIV')).toBe(true)
    expect(isLastGroup(CODE, '4Q8N')).toBe(false)
    expect(isLastGroup(CODE, '')).toBe(false)
    expect(isLastGroup(CODE, CODE)).toBe(false)
  })
})
