import { describe, expect, it } from 'vitest'
import { stepAtFault } from './setUpStep.ts'

describe('[ACC-1] a refused setup', () => {
  it('leads back to the step that holds what was refused', () => {
    expect(stepAtFault({ error: 'invalid', field: 'organization.name' })).toBe('organization')
    expect(stepAtFault({ error: 'invalid', field: 'admin.email' })).toBe('account')
    expect(stepAtFault({ error: 'invalid', field: 'organization.callRetentionDays' })).toBe('telephony')
  })

  it('stays where it was sent from when nothing typed is to blame', () => {
    expect(stepAtFault({ error: 'unavailable' })).toBe('telephony')
  })
})
