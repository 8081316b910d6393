import type { Presence } from '@tacet/protocol/presence'
import { PresenceDot } from '../ui/PresenceDot.tsx'
import { dotShape, usePresenceWords } from './usePresenceWords.ts'

/** Sign and word of somebody's presence, in a line of text. */
export function PresenceLine({ presence }: { readonly presence: Presence }) {
  const words = usePresenceWords()
  const shape = dotShape(presence)
  return (
    <>
      {shape !== null && <PresenceDot shape={shape} inLine />}
      {words(presence)}
    </>
  )
}
