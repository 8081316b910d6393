import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relation `member`: of the conversation in which the call was. */
export const historyPolicy = policies('history', { read: everyRole('member') })
