import { Trans, useLingui } from '@lingui/react/macro'
import type { ConversationView, NewConversation } from '@tacet/protocol/conversation'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { type FormEvent, useState } from 'react'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Problem } from '../ui/Problem.tsx'
import { TextField } from '../ui/TextField.tsx'
import { startConversation } from './api.ts'
import { PeoplePicker } from './PeoplePicker.tsx'

export interface NewConversationProps {
  readonly me: PersonId
  readonly onMade: (view: ConversationView) => void
  readonly onClose: () => void
}

function useStart({ onMade }: NewConversationProps) {
  const words = useFailureWords()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const start = async (body: NewConversation) => {
    setBusy(true)
    setProblem(null)
    const answer = await startConversation(body)
    setBusy(false)
    if (answer.ok) onMade(answer.value)
    else setProblem(words(answer.failure))
  }
  return { problem, busy, start }
}

/** Who to write to: a press on the person is enough. */
export function NewDirectDialog(props: NewConversationProps) {
  const { t } = useLingui()
  const { problem, start } = useStart(props)
  return (
    <Dialog title={t`New direct message`} width={440} onClose={props.onClose}>
      <PeoplePicker
        me={props.me}
        without={[]}
        chosen={[]}
        single
        onChoose={([person]) => person && void start({ kind: 'direct', person: person.id })}
      />
      <Problem text={problem} />
    </Dialog>
  )
}

/** A name and the people. */
export function NewGroupDialog(props: NewConversationProps) {
  const { t } = useLingui()
  const { problem, busy, start } = useStart(props)
  const [name, setName] = useState('')
  const [people, setPeople] = useState<readonly PersonCard[]>([])
  const ready = name.trim() !== '' && people.length > 0 && !busy
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) void start({ kind: 'group', name: name.trim(), people: people.map(({ id }) => id) })
  }
  return (
    <Dialog
      title={t`New group chat`}
      width={440}
      onClose={props.onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={props.onClose}>
            <Trans>Cancel</Trans>
          </button>
          <button type="submit" form="new-group" className="btn main" disabled={!ready} aria-busy={busy}>
            <Trans>Create</Trans>
          </button>
        </>
      }
    >
      <form id="new-group" className="stack" onSubmit={onSubmit}>
        <TextField label={t`Name`} value={name} maxLength={80} onChange={setName} />
        <PeoplePicker me={props.me} without={[]} chosen={people} onChoose={setPeople} />
      </form>
      <Problem text={problem} />
    </Dialog>
  )
}
