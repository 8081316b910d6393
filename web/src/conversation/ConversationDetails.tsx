import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Conversation } from '@tacet/protocol/conversation'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import type { Shown } from '@tacet/protocol/presence'
import { LogOut, Pencil, UserMinus, UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../http/request.ts'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { PresenceLine } from '../presence/PresenceLine.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Question } from '../ui/Question.tsx'
import { SidePlace } from '../ui/SidePlace.tsx'
import { addMembers, removeMember, renameConversation } from './api.ts'
import { AddDialog, RenameDialog } from './GroupDialogs.tsx'

export interface DetailsProps {
  readonly conversation: Conversation
  readonly title: string
  readonly me: PersonId
  readonly cardOf: (person: PersonId) => PersonCard | undefined
  readonly shownOf: (person: PersonId) => Shown
  /** Of the other person of a direct message: what is known of their keys. */
  readonly trust: ReactNode
  /** … and whether their calls ring here. */
  readonly block: ReactNode
  readonly onClose: () => void
}

/** Beside a conversation: who is in it, and what can be done about that. */
export function ConversationDetails(props: DetailsProps) {
  const { t } = useLingui()
  const { conversation, me } = props
  const partner = conversation.kind === 'direct' ? conversation.members.find(id => id !== me) : undefined
  return (
    <SidePlace title={t`Details`} onClose={props.onClose}>
      {partner === undefined ? <GroupDetails {...props} /> : <PersonDetails {...props} partner={partner} />}
    </SidePlace>
  )
}

function PersonDetails({
  partner,
  title,
  shownOf,
  trust,
  block,
}: DetailsProps & { readonly partner: PersonId }) {
  return (
    <>
      <div className="face">
        <Avatar id={partner} name={title} size={72} />
        <h2 dir="auto">{title}</h2>
        <p className="line quiet">
          <PresenceLine shown={shownOf(partner)} />
        </p>
        <p>
          <Link href={`/people/${partner}`}>
            <Trans>Show person</Trans>
          </Link>
        </p>
      </div>
      {trust}
      {block}
    </>
  )
}

type Asking =
  | { readonly is: 'rename' }
  | { readonly is: 'add' }
  | { readonly is: 'leave' }
  | { readonly is: 'remove'; readonly person: PersonId; readonly name: string }

function GroupDetails(props: DetailsProps) {
  const { members, inMemory = false } = props.conversation
  const { t } = useLingui()
  const [asking, setAsking] = useState<Asking | null>(null)
  return (
    <>
      <section className="sec">
        <h2>
          <span className="grow">{t`${plural(members.length, { one: '# member', other: '# members' })}`}</span>
          {!inMemory && (
            <IconButton name={t`Add people`} icon={UserPlus} small onPress={() => setAsking({ is: 'add' })} />
          )}
        </h2>
        {members.map(member => (
          <Member
            key={member}
            {...props}
            member={member}
            onRemove={name => setAsking({ is: 'remove', person: member, name })}
          />
        ))}
      </section>
      {inMemory ? (
        <section className="sec">
          <p className="quiet">
            <Trans>
              This conversation is kept in memory only: it goes with its conference, unless somebody writes in
              it.
            </Trans>
          </p>
        </section>
      ) : (
        <GroupActions onAsk={setAsking} />
      )}
      {asking && <Asked {...props} asking={asking} onClose={() => setAsking(null)} />}
    </>
  )
}

function GroupActions({ onAsk }: { readonly onAsk: (asking: Asking) => void }) {
  return (
    <section className="sec acts-list">
      <button type="button" className="btn plain" onClick={() => onAsk({ is: 'rename' })}>
        <Pencil className="i s" />
        <Trans>Rename</Trans>
      </button>
      <button type="button" className="btn plain danger" onClick={() => onAsk({ is: 'leave' })}>
        <LogOut className="i s" />
        <Trans>Leave the group chat</Trans>
      </button>
    </section>
  )
}

interface MemberProps extends DetailsProps {
  readonly member: PersonId
  readonly onRemove: (name: string) => void
}

function Member({ member, me, conversation, cardOf, shownOf, onRemove }: MemberProps) {
  const { inMemory = false } = conversation
  const { t } = useLingui()
  const name = cardOf(member)?.name ?? ''
  return (
    <div className="row one">
      <PersonAvatar id={member} name={name} presence={shownOf(member).presence} />
      <span className="name cut grow" dir="auto">
        {member === me ? t`You` : name}
      </span>
      {member !== me && !inMemory && (
        <IconButton name={t`Remove ${name}`} icon={UserMinus} small onPress={() => onRemove(name)} />
      )}
    </div>
  )
}

/** The dialog that an action opens. It stays, and says why, where the server refuses. */
function Asked({ asking, onClose, ...props }: DetailsProps & { readonly asking: Asking }) {
  const { conversation, title, me } = props
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const problem = failure && words(failure)
  const attempt = async (change: () => Promise<Answer<unknown>>) => {
    if ((await submit(change)).ok) onClose()
  }
  const { id, members } = conversation
  switch (asking.is) {
    case 'rename':
      return (
        <RenameDialog
          title={title}
          problem={problem}
          onClose={onClose}
          onRename={name => void attempt(() => renameConversation(id, name))}
        />
      )
    case 'add':
      return (
        <AddDialog
          me={me}
          members={members}
          problem={problem}
          onClose={onClose}
          onAdd={people => void attempt(() => addMembers(id, people))}
        />
      )
    case 'leave':
      return (
        <Question
          title={t`Leave “${title}”?`}
          action={t`Leave the group chat`}
          busy={busy}
          problem={problem}
          onClose={onClose}
          onAction={() => void attempt(() => removeMember(id, me))}
        >
          <Trans>You will no longer see what is written there. Somebody inside can add you again.</Trans>
        </Question>
      )
    case 'remove':
      return (
        <Question
          title={t`Remove ${asking.name}?`}
          action={t({ message: 'Remove', comment: 'somebody from a group chat' })}
          busy={busy}
          problem={problem}
          onClose={onClose}
          onAction={() => void attempt(() => removeMember(id, asking.person))}
        >
          <Trans>They will no longer see what is written here. You can add them again.</Trans>
        </Question>
      )
  }
}
