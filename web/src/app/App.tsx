import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import type { LinkSecret } from '@tacet/protocol/ids'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useStore } from 'zustand'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { SheetPage } from '../ui/SheetPage.tsx'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { SignedIn } from './SignedIn.tsx'
import { SignedOut } from './SignedOut.tsx'
import { session } from './session.ts'

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })

/** The whole product in the browser. `secret`: of the one-time link that opened this page. */
export function App({ secret }: { readonly secret: LinkSecret | null }) {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <ErrorBoundary fallback={<BrokenPage />}>
          <Current secret={secret} />
        </ErrorBoundary>
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>
  )
}

function Current({ secret }: { readonly secret: LinkSecret | null }) {
  const state = useStore(session)
  switch (state.is) {
    case 'asking':
      return null
    case 'in':
      return <SignedIn session={state.session} />
    case 'out':
      return <SignedOut organization={state.organization} secret={secret} />
    case 'unreachable':
      return (
        <SheetPage name="Tacet">
          <h1>
            <Trans>Our server does not answer</Trans>
          </h1>
          <p className="line quiet" role="status">
            <span className="spin" />
            <Trans>Nothing is lost. We try again by ourselves.</Trans>
          </p>
        </SheetPage>
      )
  }
}
