import type { PersonId } from '@tacet/protocol/ids'
import type { Presence } from '@tacet/protocol/presence'
import { Avatar } from '../ui/Avatar.tsx'
import { PresenceDot } from '../ui/PresenceDot.tsx'
import { dotShape, usePresenceWords } from './usePresenceWords.ts'

export interface PersonAvatarProps {
  readonly id: PersonId
  readonly name: string
  readonly presence: Presence
  /** Pixels. */
  readonly size?: number
}

/** Somebody's face with a sign of whether they are there. */
export function PersonAvatar({ id, name, presence, size }: PersonAvatarProps) {
  const words = usePresenceWords()
  const shape = dotShape(presence)
  return (
    <Avatar id={id} name={name} size={size}>
      {shape !== null && <PresenceDot shape={shape} name={words(presence)} />}
    </Avatar>
  )
}
