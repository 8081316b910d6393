import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relation `self`: nobody chooses a status for somebody else. */
export const presencePolicy = policies('presence', {
  own: everyRole('self'),
})
