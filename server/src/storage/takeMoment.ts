import type { ConversationId, Millis } from '@tacet/protocol/ids'
import type { ExpressionBuilder } from 'kysely'
import type { Db } from './database.ts'
import type { Tables } from './schema.ts'

/**
 * Takes the next moment of a conversation for a new item: now, and later than every item there is. Until the
 * transaction is over nobody else gets one, so that items become visible in their order. Undefined where the
 * conversation does not exist.
 */
export async function takeMoment(
  db: Db,
  conversation: ConversationId,
  now: Millis,
): Promise<Millis | undefined> {
  const row = await db
    .updateTable('conversation')
    .set(eb => ({ last_at: nextMoment(eb, now) }))
    .where('id', '=', conversation)
    .returning('last_at')
    .executeTakeFirst()
  return row?.last_at
}

/** Now, and later than every item there is. */
export function nextMoment(eb: ExpressionBuilder<Tables, 'conversation'>, now: Millis) {
  return eb
    .case()
    .when('last_at', '>=', now)
    .then(eb('last_at', '+', 1))
    .else(eb.cast<Millis>(eb.val(now), 'bigint'))
    .end()
}
