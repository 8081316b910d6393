import type { ConversationId } from '@tacet/protocol/ids'
import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { Page } from './createPage.ts'
import { titleOf } from './World.ts'

/** Name of a conversation for this reader. */
export function useTitleOf(page: Page): (conversation: ConversationId) => string {
  const world = useStore(page.world)
  return useCallback(
    (id: ConversationId) => {
      const conversation = world.conversations.get(id)
      return conversation ? titleOf(world, conversation) : ''
    },
    [world],
  )
}
