import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useStore } from 'zustand'
import { SignedIn } from './SignedIn.tsx'
import { session } from './session.ts'

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })

/** The whole product in the browser. */
export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Current />
      </QueryClientProvider>
    </I18nProvider>
  )
}

function Current() {
  const state = useStore(session)
  switch (state.is) {
    case 'asking':
      return null
    case 'in':
      return <SignedIn session={state.session} />
    case 'out':
    case 'unreachable':
      return <p>{state.is}</p>
  }
}
