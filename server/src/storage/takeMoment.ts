import type { ConversationId, Millis } from '@tacet/protocol/ids'
import type { Db } from './database.ts'

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
    .set(eb => ({
      last_at: eb
        .case()
        .when('last_at', '>=', now)
        .then(eb('last_at', '+', 1))
        .else(eb.cast<Millis>(eb.val(now), 'bigint'))
        .end(),
    }))
    .where('id', '=', conversation)
    .returning('last_at')
    .executeTakeFirst()
  return row?.last_at
}
