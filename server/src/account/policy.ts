import { everyRole, policies } from '@tacet/domain/identity/policy'

/**
 * Relations: `self` and `other` to an account that somebody acts on; `everybody` and `acquaintances` (people who
 * share a conversation) to a list of people.
 */
export const accountPolicy = policies('account', {
  /** Read and end one's own sessions, change one's own password and settings. */
  own: everyRole('self'),
  /** The directory. Those who were given single places see the people in them. */
  browse: {
    admin: ['everybody', 'acquaintances'],
    member: ['everybody', 'acquaintances'],
    restricted: ['acquaintances'],
    external: ['acquaintances'],
  },
  /** Everybody's address and state. */
  list: { admin: ['everybody'], member: [], restricted: [], external: [] },
  invite: { admin: ['everybody'], member: [], restricted: [], external: [] },
  /** Change a role, deactivate, reactivate. That one admin remains is another rule. */
  manage: { admin: ['self', 'other'], member: [], restricted: [], external: [] },
  /** Make a link by which somebody sets a new password. */
  reset: { admin: ['self', 'other'], member: [], restricted: [], external: [] },
})
