import { Trans, useLingui } from '@lingui/react/macro'
import type { Failure } from '@tacet/protocol/errors'
import type { InspectedLink, LinkKind } from '@tacet/protocol/identity'
import type { LinkSecret } from '@tacet/protocol/ids'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useLate } from '../ui/useLate.ts'
import { inspectLink } from './api.ts'
import { EntryPage } from './EntryPage.tsx'

export interface LinkGateProps {
  readonly kind: LinkKind
  /** Null: the address held none, or half of one. */
  readonly secret: LinkSecret | null
  readonly title: string
  readonly organization: string | null
  /** The page behind the link. */
  readonly children: (link: InspectedLink, secret: LinkSecret) => ReactNode
}

/** Looks at a link before anybody fills in a form for it; says what to do about one that is no good. */
export function LinkGate({ kind, secret, title, organization, children }: LinkGateProps) {
  const words = useFailureWords()
  const { link, failure, again } = useInspectedLink(secret)
  const late = useLate(secret !== null && link === null && failure === null)
  if (secret !== null && link?.kind === kind) return children(link, secret)
  const dead = secret === null || link !== null || failure?.error === 'link-dead'
  return (
    <EntryPage title={title} organization={organization}>
      {dead && <DeadLink kind={kind} complete={secret !== null} />}
      {!dead && failure && (
        <Banner
          tone="stop"
          action={
            <button type="button" className="btn small" onClick={again}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          {words(failure)}
        </Banner>
      )}
      {late && (
        <p className="line quiet" role="status">
          <Spinner />
          <Trans>Looking at your link …</Trans>
        </p>
      )}
    </EntryPage>
  )
}

function useInspectedLink(secret: LinkSecret | null) {
  const [link, setLink] = useState<InspectedLink | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (secret === null) return
    const leaving = new AbortController()
    setFailure(null)
    void inspectLink(secret, leaving.signal).then(answer => {
      if (leaving.signal.aborted) return
      if (answer.ok) setLink(answer.value)
      else setFailure(answer.failure)
    })
    return () => leaving.abort()
  }, [secret, attempt])
  return { link, failure, again: () => setAttempt(count => count + 1) }
}

function DeadLink({ kind, complete }: { readonly kind: LinkKind; readonly complete: boolean }) {
  const { t } = useLingui()
  const way: Readonly<Record<LinkKind, string>> = {
    setup: t`The terminal in which Tacet was started shows a new one at every start, until somebody has set it up.`,
    invitation: t`Ask whoever invited you for a new one.`,
    reset: t`Ask whoever manages Tacet at your place for a new one. Your account is safe.`,
    demo: t`The terminal in which Tacet was started shows new ones at every start.`,
  }
  return (
    <>
      <div>
        <h1>
          {complete ? <Trans>This link is no longer good</Trans> : <Trans>This link is not complete</Trans>}
        </h1>
        <p>
          {complete ? (
            <Trans>It has been used, was taken back, or is too old.</Trans>
          ) : (
            <Trans>Part of it is missing. Open it again, or copy all of it.</Trans>
          )}{' '}
          {way[kind]}
        </p>
      </div>
      <Link className="btn big" href="/">
        <Trans>Sign in</Trans>
      </Link>
    </>
  )
}
