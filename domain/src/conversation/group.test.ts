import type { PersonId } from '@tacet/protocol/ids'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directKey, type GroupMember, moderatorAfterLeave } from './group.ts'

const person = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/).map(id => id as PersonId)
const member = fc.record({ person, moderator: fc.boolean(), joinedAt: fc.nat(5) })

describe('a group', () => {
  it('always has a moderator: whoever has been in it longest follows the last one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: one => one.person }), (members: GroupMember[]) => {
        const next = moderatorAfterLeave(members)
        const chosen = members.find(one => one.person === next)
        expect(chosen === undefined).toBe(members.length === 0 || members.some(one => one.moderator))
        if (!chosen) return
        for (const other of members) expect(chosen.joinedAt).toBeLessThanOrEqual(other.joinedAt)
        // Every node chooses alike, in whatever order it read the rows.
        expect(moderatorAfterLeave(members.toReversed())).toBe(next)
      }),
    )
  })
})

describe('a direct message', () => {
  it('has one name for two people, and no other pair has it', () => {
    fc.assert(
      fc.property(person, person, person, (a, b, c) => {
        expect(directKey(a, b)).toBe(directKey(b, a))
        if (b !== c) expect(directKey(a, b)).not.toBe(directKey(a, c))
      }),
    )
  })
})
