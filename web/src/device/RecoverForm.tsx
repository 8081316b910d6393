import { Trans, useLingui } from '@lingui/react/macro'
import { readRecoverySecret } from '@tacet/protocol/verified/recoveryKey'
import { type FormEvent, useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { BusyButton } from '../ui/BusyButton.tsx'
import { Problem } from '../ui/Problem.tsx'
import { CodeField } from './CodeField.tsx'
import { useChange } from './useChange.ts'

const SECRET_LENGTH = 32

/** [DL-9] This device lets itself in with the key on paper. */
export function RecoverForm({ own }: { readonly own: OwnDevice }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const { busy, problem, run } = useChange()
  const secret = readRecoverySecret(typed)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !secret) return
    const done = await run(() => own.recover(secret))
    if (!done.ok) setWrong(done.failure === null)
  }
  return (
    <form className="stack" onSubmit={event => void submit(event)}>
      <CodeField
        label={t`Recovery key`}
        value={typed}
        length={SECRET_LENGTH}
        onChange={next => {
          setTyped(next)
          setWrong(false)
        }}
        hint={<Trans>32 letters and digits, from the paper.</Trans>}
        error={wrong ? t`This is not your recovery key, or a newer one has taken its place.` : null}
      />
      <Problem text={problem} />
      <div>
        <BusyButton type="submit" busy={busy} disabled={!secret}>
          <Trans>Let this device in</Trans>
        </BusyButton>
      </div>
    </form>
  )
}
