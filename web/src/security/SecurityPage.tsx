import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect } from 'react'
import { RestMark } from '../ui/RestMark.tsx'
import { ConferencesSection } from './ConferencesSection.tsx'
import { DirectSection } from './DirectSection.tsx'
import { KeptSection } from './KeptSection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { ProofSection } from './ProofSection.tsx'
import { SECTIONS, type SectionId } from './sections.ts'
import { useSectionRead } from './useSectionRead.ts'
import './security.css'

export interface SecurityPageProps {
  /** The right part of the header: language, sign in. */
  readonly header: ReactNode
  /** Name of the organization; null before the server was set up, or while nobody knows. */
  readonly organization: string | null
}

function useSectionNames(): Readonly<Record<SectionId, string>> {
  const { t } = useLingui()
  return {
    brief: t`In three sentences`,
    direct: t`Direct calls`,
    conferences: t`Conferences`,
    kept: t`What stays`,
    limits: t`What we can’t do`,
    proof: t`The proof`,
  }
}

function Contents() {
  const { t } = useLingui()
  const names = useSectionNames()
  const current = useSectionRead()
  return (
    <nav aria-label={t`On this page`}>
      {SECTIONS.map(id => (
        <a key={id} href={`#${id}`} aria-current={id === current ? 'true' : undefined}>
          {names[id]}
        </a>
      ))}
    </nav>
  )
}

function Brief({ organization }: { readonly organization: string | null }) {
  return (
    <section id="brief">
      <h1>
        <Trans>What we know, and what we don’t</Trans>
      </h1>
      <p className="lead">
        <Trans>
          When you call somebody directly, only your two devices can decrypt the call, and five emoji show you
          that nobody sits in between, as long as the program in your browser is the real one. In a conference
          you have to trust our server, but nobody else’s. At most one row remains of either, and you can read
          it.
        </Trans>
      </p>
      <p className="we">
        {organization === null ? (
          <Trans>
            “We” on this page are those who run this server. The program is called Tacet; those who write it
            learn nothing of your calls.
          </Trans>
        ) : (
          <Trans>
            “We” on this page are {organization} and those who run this server for it. The program is called
            Tacet; those who write it learn nothing of your calls.
          </Trans>
        )}
      </p>
    </section>
  )
}

/** Says to people who are no engineers what this server learns and keeps. Open to everybody, without signing in. */
export function SecurityPage({ header, organization }: SecurityPageProps) {
  const { t } = useLingui()
  const title = t`Security · Tacet`
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
  useEffect(() => {
    // The browser looked for the fragment before there was a page.
    document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [])
  return (
    <div className="sheet-page">
      <header>
        <RestMark />
        <b className="grow">Tacet</b>
        {header}
      </header>
      <main className="essay" id="main" tabIndex={-1}>
        <Contents />
        <article>
          <Brief organization={organization} />
          <DirectSection />
          <ConferencesSection />
          <KeptSection />
          <LimitsSection />
          <ProofSection />
        </article>
      </main>
    </div>
  )
}
