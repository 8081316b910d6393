import type { ConversationId, PersonId } from '@tacet/protocol/ids'

const PREFIX = 'tacet.draft.'
/** With its author: two people of one browser may share a conversation. */
const keyOf = (author: PersonId, conversation: ConversationId): string => `${PREFIX}${author}.${conversation}`

/** What somebody has begun to write in a conversation and not sent. */
export const readDraft = (author: PersonId, conversation: ConversationId): string =>
  localStorage.getItem(keyOf(author, conversation)) ?? ''

export function keepDraft(author: PersonId, conversation: ConversationId, text: string): void {
  if (text === '') localStorage.removeItem(keyOf(author, conversation))
  else localStorage.setItem(keyOf(author, conversation), text)
}

/** Of everybody but this person; null: of everybody. */
export function forgetDraftsBut(author: PersonId | null): void {
  const kept = author === null ? null : `${PREFIX}${author}.`
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
  for (const key of keys) {
    if (key.startsWith(PREFIX) && (kept === null || !key.startsWith(kept))) localStorage.removeItem(key)
  }
}
