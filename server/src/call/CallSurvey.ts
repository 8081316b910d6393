import type { DeviceChain } from '@tacet/protocol/device'
import type { ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { partnerIn } from '../conversation/Memberships.ts'
import { chainOf, listedIn } from '../device/present.ts'
import type { Db } from '../storage/database.ts'

interface Listed {
  readonly chain: DeviceChain
  readonly listed: readonly DeviceId[]
}

/** All that the database knows of a call that is about to begin. */
export interface CallSurvey {
  readonly callee: PersonId
  readonly callersDevices: Listed
  readonly calleesDevices: Listed
  /** The callee does not want to be called by the caller (CALL-23). */
  readonly blocked: boolean
  /** The organization lets a second call wait (CALL-10). */
  readonly callWaiting: boolean
}

/**
 * [PERF-6] Reads it in one statement, since somebody waits for the tone. Refuses as `Memberships.requirePartner` does.
 */
export async function surveyCall(
  db: Db,
  caller: PersonId,
  conversation: ConversationId,
): Promise<CallSurvey> {
  const rows = await surveyQuery(db, caller, conversation).execute()
  const callee = partnerIn(rows, caller)
  const devicesOf = (person: PersonId): Listed => {
    const entries = rows.flatMap(({ person_id, seq, m, sig, added_at }) =>
      person_id !== person || seq === null || m === null || sig === null || added_at === null
        ? []
        : { seq, m, sig, added_at },
    )
    return { chain: chainOf(entries), listed: listedIn(entries) }
  }
  return {
    callee,
    callersDevices: devicesOf(caller),
    calleesDevices: devicesOf(callee),
    callWaiting: rows.some(({ call_waiting }) => call_waiting === 1),
    blocked: rows.some(({ person_id, blocked_id }) => person_id === callee && blocked_id !== null),
  }
}

export function surveyQuery(db: Db, caller: PersonId, conversation: ConversationId) {
  return (
    db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .innerJoin('conversation', 'conversation.id', 'membership.conversation_id')
      .innerJoin('organization', join => join.on('organization.id', '=', 1))
      // Groups are refused: of their members nothing more is needed.
      .leftJoin('device_entry', join =>
        join
          .onRef('device_entry.person_id', '=', 'membership.person_id')
          .on('conversation.kind', '=', 'direct'),
      )
      .leftJoin('call_block', join =>
        join
          .onRef('call_block.person_id', '=', 'membership.person_id')
          .on('call_block.blocked_id', '=', caller),
      )
      .select([
        'membership.person_id',
        'person.active',
        'conversation.kind',
        'device_entry.seq',
        'device_entry.m',
        'device_entry.sig',
        'device_entry.added_at',
        'call_block.blocked_id',
        'organization.call_waiting',
      ])
      .where('membership.conversation_id', '=', conversation)
      .orderBy('device_entry.seq')
  )
}
