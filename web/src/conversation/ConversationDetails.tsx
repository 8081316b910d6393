import { Trans, useLingui } from '@lingui/react/macro'
import type { Conversation } from '@tacet/protocol/conversation'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import type { Presence } from '@tacet/protocol/presence'
import { LogOut, Pencil, UserMinus, UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { PresenceLine } from '../presence/PresenceLine.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SidePlace } from '../ui/SidePlace.tsx'
import { addMembers, removeMember, renameConversation } from './api.ts'
import { PeoplePicker } from './PeoplePicker.tsx'

export interface DetailsProps {
  readonly conversation: Conversation
  readonly title: string
  readonly me: PersonId
  readonly cardOf: (person: PersonId) => PersonCard | undefined
  readonly presenceOf: (person: PersonId) => Presence
  /** Of the other person of a direct message: what is known of their keys. */
  readonly trust: ReactNode
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

function PersonDetails({ partner, title, presenceOf, trust }: DetailsProps & { readonly partner: PersonId }) {
  return (
    <>
      <div className="face">
        <Avatar id={partner} name={title} size={72} />
        <h2 dir="auto">{title}</h2>
        <p className="line quiet">
          <PresenceLine presence={presenceOf(partner)} />
        </p>
        <p>
          <Link href={`/people/${partner}`}>
            <Trans>Show person</Trans>
          </Link>
        </p>
      </div>
      {trust}
    </>
  )
}

type Asking = 'rename' | 'add' | 'leave' | null

function GroupDetails(props: DetailsProps) {
  const { conversation, title, me, cardOf, presenceOf } = props
  const { t } = useLingui()
  const words = useFailureWords()
  const [asking, setAsking] = useState<Asking>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { id, members } = conversation

  const attempt = async (what: ReturnType<typeof addMembers> | ReturnType<typeof removeMember>) => {
    setProblem(null)
    const answer = await what
    if (answer.ok) setAsking(null)
    else setProblem(words(answer.failure))
  }
  const close = () => {
    setAsking(null)
    setProblem(null)
  }

  return (
    <>
      <section className="sec">
        <h3>
          <span className="grow">
            <Trans>{members.length} members</Trans>
          </span>
          <button
            type="button"
            className="ib small"
            aria-label={t`Add people`}
            onClick={() => setAsking('add')}
          >
            <UserPlus className="i s" />
          </button>
        </h3>
        {members.map(member => {
          const name = cardOf(member)?.name ?? ''
          return (
            <div key={member} className="row one">
              <PersonAvatar id={member} name={name} presence={presenceOf(member)} />
              <span className="name cut grow" dir="auto">
                {member === me ? t`You` : name}
              </span>
              {member !== me && (
                <button
                  type="button"
                  className="ib small"
                  aria-label={t`Remove ${name}`}
                  onClick={() => void attempt(removeMember(id, member))}
                >
                  <UserMinus className="i s" />
                </button>
              )}
            </div>
          )
        })}
        {problem !== null && asking === null && (
          <p className="look" role="alert">
            {problem}
          </p>
        )}
      </section>
      <section className="sec acts-list">
        <button type="button" className="btn plain" onClick={() => setAsking('rename')}>
          <Pencil className="i s" />
          <Trans>Rename</Trans>
        </button>
        <button type="button" className="btn plain danger" onClick={() => setAsking('leave')}>
          <LogOut className="i s" />
          <Trans>Leave the group chat</Trans>
        </button>
      </section>
      {asking === 'rename' && (
        <RenameDialog
          title={title}
          problem={problem}
          onClose={close}
          onRename={name => void attempt(renameConversation(id, name))}
        />
      )}
      {asking === 'add' && (
        <AddDialog
          me={me}
          members={members}
          problem={problem}
          onClose={close}
          onAdd={people => void attempt(addMembers(id, people))}
        />
      )}
      {asking === 'leave' && (
        <Question
          title={t`Leave “${title}”?`}
          problem={problem}
          action={t`Leave the group chat`}
          onClose={close}
          onAction={() => void attempt(removeMember(id, me))}
        >
          <Trans>You will no longer see what is written there. Somebody inside can add you again.</Trans>
        </Question>
      )}
    </>
  )
}

interface QuestionProps {
  readonly title: string
  readonly problem: string | null
  readonly action: string
  readonly onAction: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

function Question({ title, problem, action, onAction, onClose, children }: QuestionProps) {
  return (
    <Dialog
      role="alertdialog"
      title={title}
      width={420}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
          <button type="button" className="btn danger" onClick={onAction}>
            {action}
          </button>
        </>
      }
    >
      <p className="quiet">{children}</p>
      {problem !== null && (
        <p className="look" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

interface RenameProps {
  readonly title: string
  readonly problem: string | null
  readonly onRename: (name: string) => void
  readonly onClose: () => void
}

function RenameDialog({ title, problem, onRename, onClose }: RenameProps) {
  const { t } = useLingui()
  const [name, setName] = useState(title)
  return (
    <Dialog
      title={t`Rename the group chat`}
      width={420}
      onClose={onClose}
      footer={
        <button type="submit" form="rename" className="btn main" disabled={name.trim() === ''}>
          <Trans>Rename</Trans>
        </button>
      }
    >
      <form
        id="rename"
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') onRename(name.trim())
        }}
      >
        <label className="field">
          <span className="label">
            <Trans>Name</Trans>
          </span>
          <input
            className="in"
            maxLength={80}
            dir="auto"
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </label>
      </form>
      {problem !== null && (
        <p className="look" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

interface AddProps {
  readonly me: PersonId
  readonly members: readonly PersonId[]
  readonly problem: string | null
  readonly onAdd: (people: readonly PersonId[]) => void
  readonly onClose: () => void
}

function AddDialog({ me, members, problem, onAdd, onClose }: AddProps) {
  const { t } = useLingui()
  const [people, setPeople] = useState<readonly PersonCard[]>([])
  return (
    <Dialog
      title={t`Add people`}
      width={440}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="btn main"
          disabled={people.length === 0}
          onClick={() => onAdd(people.map(({ id }) => id))}
        >
          <Trans>Add</Trans>
        </button>
      }
    >
      <p className="quiet">
        <Trans>They will see everything that was written here before.</Trans>
      </p>
      <PeoplePicker me={me} without={members} chosen={people} onChoose={setPeople} />
      {problem !== null && (
        <p className="look" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
