import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import type { ConversationId } from '@tacet/protocol/ids'
import type { Shown } from '@tacet/protocol/presence'
import { ChevronLeft, MessageSquare, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { PresenceLine } from '../presence/PresenceLine.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { PersonAdministration } from './PersonAdministration.tsx'
import { useRoleNames } from './useRoleNames.ts'

export interface SharedPlace {
  readonly id: ConversationId
  readonly title: string
  readonly members: number
}

export interface PersonPageProps {
  readonly person: PersonCard
  readonly shown: Shown
  readonly organization: string
  readonly isMe: boolean
  /** Admins manage accounts here. */
  readonly manages: boolean
  readonly shared: readonly SharedPlace[]
  readonly onMessage: () => void
  /** The ways to call. */
  readonly actions: ReactNode
  /** What is known of their keys. */
  readonly trust: ReactNode
  /** Whether their calls ring here. */
  readonly block: ReactNode
  readonly onBack: () => void
}

/** Somebody: how to reach them, what one shares with them, and for admins their account. */
export function PersonPage(props: PersonPageProps) {
  const { t } = useLingui()
  const { person, shown, organization, isMe, shared } = props
  const roles = useRoleNames()
  const { name } = person
  return (
    <main className="talk" id="main">
      <header className="head">
        <IconButton
          name={t`Back to people`}
          icon={ChevronLeft}
          className="phone-only"
          onPress={props.onBack}
        />
        <h1 className="grow cut" dir="auto">
          {name}
        </h1>
      </header>
      <div className="prefs">
        <div>
          <div className="card on-page">
            <Avatar id={person.id} name={name} size={96} />
            <div>
              <h2 className="name-large" dir="auto">
                {name}
              </h2>
              <p className="quiet f3">
                {roles[person.role]}, {organization}
              </p>
              <p className="line quiet">
                {person.active ? <PresenceLine shown={shown} /> : <Trans>Account no longer active</Trans>}
              </p>
              {!isMe && person.active && (
                <div className="line card-acts">
                  <button type="button" className="btn main" onClick={props.onMessage}>
                    <MessageSquare className="i s" />
                    <Trans>Message</Trans>
                  </button>
                  {props.actions}
                </div>
              )}
            </div>
          </div>
          {!isMe && props.trust}
          {shared.length > 0 && (
            <>
              <h2>
                <Trans>Shared</Trans>
              </h2>
              <div className="shared">
                {shared.map(({ id, title, members }) => (
                  <Link key={id} className="row one" href={`/c/${id}`}>
                    <span className="av sq">
                      <UsersRound className="i s" />
                    </span>
                    <span className="grow cut" dir="auto">
                      {title}
                    </span>
                    <span className="quiet">
                      <Trans>Group chat, {members} members</Trans>
                    </span>
                  </Link>
                ))}
              </div>
            </>
          )}
          {!isMe && props.block}
          {props.manages && !isMe && <PersonAdministration person={person} />}
        </div>
      </div>
    </main>
  )
}
