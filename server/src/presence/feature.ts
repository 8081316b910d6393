import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { Feature } from '../feature.ts'
import type { PresenceBoard } from './PresenceBoard.ts'

export function presenceFeature(
  board: PresenceBoard,
  membersOf: (conversation: ConversationId) => Promise<readonly PersonId[]>,
): Feature {
  return {
    name: 'presence',
    devices: board,
    welcome: async account => ({ presence: await board.aroundMe(account.id) }),
    membersCame: async (conversation, newcomers) => board.introduce(newcomers, await membersOf(conversation)),
  }
}
