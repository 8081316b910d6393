import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relations: `self`; to others as in the directory: `acquaintances` (they share a conversation) and `everybody`. */
export const devicePolicy = policies('device', {
  /** One's own list and what waits for it. */
  own: everyRole('self'),
  /** Somebody's list: whoever may see a person may check their keys. */
  view: {
    admin: ['everybody', 'acquaintances'],
    member: ['everybody', 'acquaintances'],
    restricted: ['acquaintances'],
    external: ['acquaintances'],
  },
})
