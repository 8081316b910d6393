import type { Shown } from '@tacet/protocol/presence'
import { PresenceDot } from '../ui/PresenceDot.tsx'
import { dotShape, useShownWords } from './usePresenceWords.ts'

/** Sign and words of somebody's presence, in a line of text. */
export function PresenceLine({ shown }: { readonly shown: Shown }) {
  const words = useShownWords()
  const shape = dotShape(shown.presence)
  return (
    <>
      {shape !== null && <PresenceDot shape={shape} inLine />}
      <span dir="auto">{words(shown)}</span>
    </>
  )
}
