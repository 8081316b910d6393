import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionListing } from '@tacet/protocol/identity'
import { useQuery } from '@tanstack/react-query'
import { Laptop } from 'lucide-react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { useFormats } from '../i18n/useFormats.ts'
import { BusyButton } from '../ui/BusyButton.tsx'
import { Problem } from '../ui/Problem.tsx'
import { Setting } from '../ui/Setting.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { endSession, listSessions } from './api.ts'
import { SettingsFrame } from './SettingsFrame.tsx'

export interface SessionSettingsProps {
  readonly onBack: () => void
  readonly onSignOut: () => void
}

/** SEC-9: where one is signed in, and the way to end it. */
export function SessionSettings({ onBack, onSignOut }: SessionSettingsProps) {
  const words = useFailureWords()
  const { data, isPending, refetch } = useQuery({ queryKey: ['sessions'], queryFn: listSessions })
  return (
    <SettingsFrame
      part="sessions"
      onBack={onBack}
      lead={
        <Trans>
          Of each we keep when it began and the day it ends if nobody uses it. No address, no device, no
          browser.
        </Trans>
      }
    >
      {isPending && <SkeletonRows rows={2} />}
      <Problem text={data?.ok === false ? words(data.failure) : null} />
      <div className="unheaded">
        {data?.ok &&
          data.value.sessions
            .toSorted(newestFirst)
            .map(session => (
              <Session
                key={session.id}
                session={session}
                onEnded={() => void refetch()}
                onSignOut={onSignOut}
              />
            ))}
      </div>
    </SettingsFrame>
  )
}

/** This one above all. */
const newestFirst = (a: SessionListing, b: SessionListing): number =>
  Number(b.current) - Number(a.current) || b.createdAt - a.createdAt

interface SessionProps {
  readonly session: SessionListing
  readonly onEnded: () => void
  readonly onSignOut: () => void
}

function Session({ session, onEnded, onSignOut }: SessionProps) {
  const { t } = useLingui()
  const { dateAndTime } = useFormats()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const began = dateAndTime(session.createdAt)
  const end = async () => {
    const answer = await submit(() => endSession(session.id))
    // Gone already is as good as ended.
    if (answer.ok || answer.failure.error === 'not-found') onEnded()
  }
  return (
    <Setting
      lead={<Laptop className="i" />}
      title={
        <span className="line">
          {session.label || t`A browser`}
          {session.current && (
            <span className="tag">
              <Trans>this one</Trans>
            </span>
          )}
        </span>
      }
      hint={
        <>
          <Trans>Signed in on {began}</Trans>
          {failure && (
            <span className="look" role="alert">
              {' '}
              {words(failure)}
            </span>
          )}
        </>
      }
    >
      {session.current ? (
        <button type="button" className="btn small" onClick={onSignOut}>
          <Trans>Sign out</Trans>
        </button>
      ) : (
        <BusyButton look="small danger" busy={busy} onPress={() => void end()}>
          <Trans>End</Trans>
          <span className="sr">
            <Trans>the session of {began}</Trans>
          </span>
        </BusyButton>
      )}
    </Setting>
  )
}
