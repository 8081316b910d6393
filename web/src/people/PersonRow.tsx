import { useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import type { Presence } from '@tacet/protocol/presence'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { useRoleNames } from './useRoleNames.ts'

export interface PersonRowProps {
  readonly person: PersonCard
  readonly me: PersonId
  readonly current: PersonId | null
  readonly presenceOf: (person: PersonId) => Presence
  /** At the end of the row: verified, or what else is known of their keys. */
  readonly markOf: (person: PersonId) => ReactNode
  readonly onNavigate: () => void
}

/** Somebody in the directory. */
export function PersonRow({ person, me, current, presenceOf, markOf, onNavigate }: PersonRowProps) {
  const { t } = useLingui()
  const roles = useRoleNames()
  const { id, name, role, active } = person
  return (
    <Link
      className="row"
      href={`/people/${id}`}
      aria-current={id === current ? 'page' : undefined}
      onClick={onNavigate}
    >
      <PersonAvatar id={id} name={name} presence={active ? presenceOf(id) : 'gone'} />
      <div>
        <span className="name cut" dir="auto">
          {name}
        </span>
        <span className="what cut">
          {id === me ? t`You` : active ? roles[role] : t`Account no longer active`}
        </span>
      </div>
      {id !== me && active && markOf(id)}
    </Link>
  )
}
