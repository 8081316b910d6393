import './account.css'
import { Trans } from '@lingui/react/macro'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { SheetPage } from '../ui/SheetPage.tsx'

export interface EntryPageProps {
  /** What happens here: the title of the browser's tab. */
  readonly title: string
  /** Null where nobody knows whose server it is. */
  readonly organization: string | null
  /** Stands in the header in the organization's place. */
  readonly name?: string
  readonly width?: 'narrow' | 'mid'
  readonly children: ReactNode
}

/** The frame of everything that comes before signing in. */
export function EntryPage({ title, organization, name, width = 'narrow', children }: EntryPageProps) {
  useEffect(() => {
    document.title = `${title} · Tacet`
  }, [title])
  return (
    <SheetPage
      name={name ?? organization ?? 'Tacet'}
      tools={<LanguageSwitch />}
      width={width}
      footer={
        <>
          <span>
            {organization === null ? (
              <Trans>Runs on a server of your own</Trans>
            ) : (
              <Trans>Runs on a server of {organization}</Trans>
            )}
          </span>
          <Link href="/security">
            <Trans>What we know and what we don’t</Trans>
          </Link>
        </>
      }
    >
      {children}
    </SheetPage>
  )
}
