import { Trans, useLingui } from '@lingui/react/macro'
import type { MadeLink, PersonCard, Role } from '@tacet/protocol/identity'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { useFormats } from '../i18n/useFormats.ts'
import { BusyButton } from '../ui/BusyButton.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Problem } from '../ui/Problem.tsx'
import { Question } from '../ui/Question.tsx'
import { Select } from '../ui/Select.tsx'
import { Setting } from '../ui/Setting.tsx'
import { changeRole, deactivate, makeResetLink, reactivate } from './api.ts'
import { useRoleHints, useRoleNames } from './useRoleNames.ts'

/** What an admin can do about somebody's account. */
export function PersonAdministration({ person }: { readonly person: PersonCard }) {
  const { t } = useLingui()
  const roles = useRoleNames()
  const hints = useRoleHints()
  const words = useFailureWords()
  const queries = useQueryClient()
  const { busy, failure, submit } = useSubmission()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<MadeLink | null>(null)
  const { id, name, role, active } = person

  const changed = () => queries.invalidateQueries({ queryKey: ['people'] })
  const onRole = async (next: Role) => {
    if ((await submit(() => changeRole(id, next))).ok) await changed()
  }
  const onReset = async () => {
    const answer = await submit(() => makeResetLink(id))
    if (answer.ok) setMade(answer.value)
  }
  const onActive = async () => {
    const answer = await submit(() => (active ? deactivate(id) : reactivate(id)))
    if (!answer.ok) return
    setAsking(false)
    await changed()
  }
  const problem = failure && words(failure)
  return (
    <>
      <h2>
        <Trans>Account</Trans>
      </h2>
      <Setting title={t`Role`} hint={hints[role]}>
        <Select
          label={t`Role`}
          quiet
          value={role}
          options={roles}
          disabled={busy || !active}
          onChange={next => void onRole(next)}
        />
      </Setting>
      {active && (
        <Setting
          title={t`Password forgotten`}
          hint={t`Makes a link by which ${name} sets a new one. It works once.`}
        >
          <BusyButton busy={busy} onPress={() => void onReset()}>
            <Trans>Make link</Trans>
          </BusyButton>
        </Setting>
      )}
      <Setting
        title={active ? t`Deactivate` : t`Reactivate`}
        hint={
          active
            ? t`Ends sessions, calls and memberships in group chats at once. What was written stays.`
            : t`${name} can sign in again. Group chats are not given back.`
        }
      >
        {active ? (
          <button type="button" className="btn danger" onClick={() => setAsking(true)}>
            <Trans>Deactivate</Trans>
          </button>
        ) : (
          <BusyButton busy={busy} onPress={() => void onActive()}>
            <Trans>Reactivate</Trans>
          </BusyButton>
        )}
      </Setting>
      {!asking && <Problem text={problem} />}
      {asking && (
        <Question
          title={t`Deactivate ${name}?`}
          action={t`Deactivate`}
          busy={busy}
          problem={problem}
          onAction={() => void onActive()}
          onClose={() => setAsking(false)}
        >
          <Trans>All sessions and calls end at once, and the person leaves every group chat.</Trans>
        </Question>
      )}
      {made && <MadeReset name={name} made={made} onClose={() => setMade(null)} />}
    </>
  )
}

interface MadeResetProps {
  readonly name: string
  readonly made: MadeLink
  readonly onClose: () => void
}

function MadeReset({ name, made, onClose }: MadeResetProps) {
  const { t } = useLingui()
  const { dateAndTime } = useFormats()
  const until = dateAndTime(made.expiresAt)
  return (
    <Dialog
      title={t`New password for ${name}`}
      width={440}
      onClose={onClose}
      footer={
        <button type="button" className="btn main" onClick={onClose}>
          <Trans>Done</Trans>
        </button>
      }
    >
      <CopyField
        label={t`Link`}
        value={`${location.origin}/reset#${made.secret}`}
        hint={t`It works once and until ${until}. Give it to ${name} yourself: whoever has it can sign in as ${name}.`}
      />
    </Dialog>
  )
}
