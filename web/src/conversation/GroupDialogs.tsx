import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { useId, useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Problem } from '../ui/Problem.tsx'
import { TextField } from '../ui/TextField.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

interface GroupDialogProps {
  /** Why it did not work. */
  readonly problem: string | null
  readonly onClose: () => void
}

export interface RenameDialogProps extends GroupDialogProps {
  readonly title: string
  readonly onRename: (name: string) => void
}

export function RenameDialog({ title, problem, onRename, onClose }: RenameDialogProps) {
  const { t } = useLingui()
  const form = useId()
  const [name, setName] = useState(title)
  return (
    <Dialog
      title={t`Rename the group chat`}
      width={420}
      onClose={onClose}
      footer={
        <button type="submit" form={form} className="btn main" disabled={name.trim() === ''}>
          <Trans>Rename</Trans>
        </button>
      }
    >
      <form
        id={form}
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') onRename(name.trim())
        }}
      >
        <TextField label={t`Name`} value={name} maxLength={80} onChange={setName} />
      </form>
      <Problem text={problem} />
    </Dialog>
  )
}

export interface AddDialogProps extends GroupDialogProps {
  readonly me: PersonId
  readonly members: readonly PersonId[]
  readonly onAdd: (people: readonly PersonId[]) => void
}

export function AddDialog({ me, members, problem, onAdd, onClose }: AddDialogProps) {
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
      <Problem text={problem} />
    </Dialog>
  )
}
