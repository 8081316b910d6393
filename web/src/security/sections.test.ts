import { describe, expect, it } from 'vitest'
import { sectionRead } from './sections.ts'

describe('the section that is being read', () => {
  it('is the lowest of those near the top of the window', () => {
    expect(sectionRead(new Set(['brief', 'direct']), false)).toBe('direct')
  })

  it('does not depend on the order in which sections came into view', () => {
    expect(sectionRead(new Set(['kept', 'conferences']), false)).toBe('kept')
  })

  it('is the last one as soon as all of it shows, however low it stands', () => {
    expect(sectionRead(new Set(['limits']), true)).toBe('proof')
  })

  it('is unknown between two sections', () => {
    expect(sectionRead(new Set(), false)).toBeNull()
  })
})
