import { everyRole, policies } from '@tacet/domain/identity/policy'

/**
 * Relations to a conversation: `party` of a direct message; `member` and `moderator` of a group. To a person whom
 * somebody wants to write to: `groupmate` (they share a group), `stranger`, and `outsider`: an external person
 * with whom no group is shared.
 */
export const conversationPolicy = policies('conversation', {
  read: everyRole('party', 'member', 'moderator'),
  write: everyRole('party', 'member', 'moderator'),
  /** Either kind, as the body says. */
  start: { admin: ['belongs'], member: ['belongs'], restricted: [], external: ['belongs'] },
  startDirect: {
    admin: ['groupmate', 'stranger'],
    member: ['groupmate', 'stranger'],
    restricted: [],
    external: ['groupmate'],
  },
  startGroup: { admin: ['belongs'], member: ['belongs'], restricted: [], external: [] },
  rename: {
    admin: ['member', 'moderator'],
    member: ['moderator'],
    restricted: ['moderator'],
    external: ['moderator'],
  },
  add: { admin: ['member', 'moderator'], member: ['member', 'moderator'], restricted: [], external: [] },
  remove: {
    admin: ['member', 'moderator'],
    member: ['moderator'],
    restricted: ['moderator'],
    external: ['moderator'],
  },
  leave: everyRole('member', 'moderator'),
})
