import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relation `member`: of the direct message in which the call is. Every role may call where it may write. */
export const callPolicy = policies('call', {
  start: everyRole('member'),
  take_part: everyRole('member'),
})
