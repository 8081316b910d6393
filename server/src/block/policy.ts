import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relation `self`: everybody decides for themself whose calls ring. Whom they may name is whom they may see. */
export const blockPolicy = policies('block', {
  own: everyRole('self'),
})
