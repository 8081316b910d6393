import { useLingui } from '@lingui/react/macro'
import type { ConversationKind } from '@tacet/protocol/conversation'
import type { CallRow } from '@tacet/protocol/history'
import type { PersonId } from '@tacet/protocol/ids'
import { useFormats } from '../i18n/useFormats.ts'

export interface CallLineContext {
  readonly kind: ConversationKind
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
}

/** What a call is called in a conversation, in parts that a dot separates (CALL-13, CONF-9). Nothing of it is red. */
export function useCallLine(): (call: CallRow, context: CallLineContext) => readonly string[] {
  const { t } = useLingui()
  const { time } = useFormats()

  return (call, { kind, me, nameOf }) => {
    const began = time(call.startedAt)
    const name = nameOf(call.startedBy)
    if (kind === 'direct') {
      if (call.status === 'not_connected') {
        return [
          call.startedBy === me
            ? t`Your call, ${began}, not connected`
            : t`Call from ${name}, ${began}, not connected`,
        ]
      }
      const what = kindName(call)
      if (call.endedAt === null)
        return [what, call.status === 'connecting' ? t`${began}, connecting` : t`since ${began}`]
      return [what, `${began}–${time(call.endedAt)}`]
    }
    const starter = call.startedBy === me ? t`started by you` : t`started by ${name}`
    if (call.status === 'not_connected') return [t`Conference`, began, starter, t`not connected`]
    if (call.endedAt === null) return [t`Conference`, t`since ${began}`, starter]
    return [t`Conference`, `${began}–${time(call.endedAt)}`, `${starter}, ${endedBy(call)}`]

    function endedBy({ endedBy }: CallRow): string {
      if (endedBy === null) return t`ended automatically`
      const who = nameOf(endedBy)
      return endedBy === me ? t`ended by you` : t`ended by ${who}`
    }
  }

  function kindName({ kind }: CallRow): string {
    switch (kind) {
      case 'audio':
        return t`Audio call`
      case 'video':
        return t`Video call`
      case 'screen':
        return t`Screen share`
    }
  }
}
