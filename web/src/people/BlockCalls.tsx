import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { PhoneOff } from 'lucide-react'
import { useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Question } from '../ui/Question.tsx'
import { blockCalls, unblockCalls } from './api.ts'

export interface BlockCallsProps {
  readonly person: PersonId
  readonly name: string
  readonly blocked: boolean
  readonly place: 'page' | 'side'
}

/** [CALL-23] Whether somebody's calls ring here. The server tells all pages of the person what they chose. */
export function BlockCalls({ person, name, blocked, place }: BlockCallsProps) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const onBlock = async () => {
    if ((await submit(() => blockCalls(person))).ok) setAsking(false)
  }
  return (
    <section className={place === 'side' ? 'sec acts-list' : 'on-person'}>
      {blocked ? (
        <>
          <p className="quiet">
            <Trans>Calls from {name} don’t ring here. Messages arrive as before.</Trans>
          </p>
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() => void submit(() => unblockCalls(person))}
          >
            <Trans>Let their calls ring again</Trans>
          </button>
        </>
      ) : (
        <button type="button" className="btn plain danger" onClick={() => setAsking(true)}>
          <PhoneOff className="i s" />
          <Trans>Block calls from {name}</Trans>
        </button>
      )}
      {asking && (
        <Question
          title={t`Block calls from ${name}?`}
          action={t({ message: 'Block', comment: 'the calls of somebody' })}
          busy={busy}
          problem={failure && words(failure)}
          onClose={() => setAsking(false)}
          onAction={() => void onBlock()}
        >
          <Trans>
            Their calls no longer ring here. On the other side it rings as with anybody who does not answer,
            and nobody is told. Messages from {name} still arrive, and you can call them.
          </Trans>
        </Question>
      )}
    </section>
  )
}
