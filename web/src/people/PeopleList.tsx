import './people.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Invitation } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import type { Presence } from '@tacet/protocol/presence'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Mail, Search, Undo2, UserPlus } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useFormats } from '../i18n/useFormats.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { listInvitations, listPeople, revokeInvitation } from './api.ts'
import { Deactivated } from './Deactivated.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PersonRow } from './PersonRow.tsx'
import { useRoleNames } from './useRoleNames.ts'

export interface PeopleListProps {
  readonly organization: string
  readonly me: PersonId
  /** Admins invite, and see who is invited. */
  readonly manages: boolean
  readonly current: PersonId | null
  readonly presenceOf: (person: PersonId) => Presence
  /** Beside somebody: what is known of their keys. */
  readonly markOf: (person: PersonId) => ReactNode
  readonly onNavigate: () => void
}

/** The directory, alphabetical: nothing in it moves with presence. */
export function PeopleList(props: PeopleListProps) {
  const { t } = useLingui()
  const { organization, manages } = props
  const [text, setText] = useState('')
  const [inviting, setInviting] = useState(false)
  const wanted = useDeferredValue(text.trim())
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['people', wanted],
    queryFn: ({ pageParam, signal }) => listPeople(wanted, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: last => (last.ok ? last.value.next : null),
  })
  const people = data?.pages.flatMap(page => (page.ok ? page.value.people : [])) ?? []
  const failed = data?.pages.some(page => !page.ok) ?? false
  return (
    <>
      <header className="head">
        <h1 className="grow cut">
          <Trans>People</Trans>
        </h1>
        {manages && (
          <button type="button" className="btn small" onClick={() => setInviting(true)}>
            <UserPlus className="i s" />
            <Trans>Invite people</Trans>
          </button>
        )}
      </header>
      <label className="jump">
        <Search className="i s" />
        <input
          type="search"
          className="grow"
          autoComplete="off"
          aria-label={t`Search people`}
          placeholder={t`Search people`}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </label>
      <div className="scroll">
        <h2 className="cap">{organization}</h2>
        {people.map(person => (
          <PersonRow key={person.id} {...props} person={person} />
        ))}
        {people.length === 0 && data && !failed && (
          <p className="quiet none">
            <Trans>Nobody has this name.</Trans>
          </p>
        )}
        {failed && (
          <p className="quiet none" role="status">
            <Trans>Our server does not answer. Try again in a moment.</Trans>
          </p>
        )}
        {hasNextPage && (
          <button
            type="button"
            className="btn plain wide"
            aria-busy={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </button>
        )}
        {manages && wanted === '' && <Invited />}
        {manages && wanted === '' && <Deactivated {...props} />}
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}

function Invited() {
  const { data, refetch } = useQuery({ queryKey: ['invitations'], queryFn: listInvitations })
  if (!data?.ok || data.value.invitations.length === 0) return null
  const revoke = async ({ id }: Invitation) => {
    await revokeInvitation(id)
    await refetch()
  }
  return (
    <>
      <h2 className="cap">
        <Trans>Invited</Trans>
      </h2>
      {data.value.invitations.map(invitation => (
        <InvitedRow key={invitation.id} invitation={invitation} onRevoke={() => void revoke(invitation)} />
      ))}
    </>
  )
}

function InvitedRow({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { t } = useLingui()
  const { date } = useFormats()
  const roles = useRoleNames()
  const until = date(invitation.expiresAt)
  return (
    <div className="row">
      <span className="av sq">
        <Mail className="i s" />
      </span>
      <div>
        <span className="name cut">{invitation.email ?? roles[invitation.role]}</span>
        <span className="what cut">
          <Trans>Link is good until {until}</Trans>
        </span>
      </div>
      <IconButton name={t`Take the invitation back`} icon={Undo2} small onPress={onRevoke} />
    </div>
  )
}
