import type { CallRowId, ConversationId } from '@tacet/protocol/ids'
import { useCallback, useEffect, useState } from 'react'

const STORED_UNDER = 'tacet.details'

/** The place at the right of a conversation. Whether it is open is remembered; a stored row shows until closed. */
export function useSide(conversation: ConversationId | null) {
  const [open, setOpen] = useState(() => localStorage.getItem(STORED_UNDER) === 'open' && wide())
  const [stored, setStored] = useState<CallRowId | null>(null)

  // A row belongs to its conversation; on a phone the details cover it and never open by themselves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation has other rows
  useEffect(() => {
    setStored(null)
    if (!wide()) setOpen(false)
  }, [conversation])

  const remember = useCallback((now: boolean) => {
    setOpen(now)
    if (wide()) localStorage.setItem(STORED_UNDER, now ? 'open' : 'closed')
  }, [])
  return {
    shown: open || stored !== null,
    stored,
    toggle: () => {
      setStored(null)
      remember(!(open || stored !== null))
    },
    open: () => {
      setStored(null)
      remember(true)
    },
    showStored: setStored,
    close: () => {
      if (stored !== null) setStored(null)
      else remember(false)
    },
  }
}

/** Where the details stand beside the conversation and do not cover it. */
const wide = (): boolean => matchMedia('(min-width: 1181px)').matches
