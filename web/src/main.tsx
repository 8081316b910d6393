import './ui/ui.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { takeLinkSecret } from './app/linkSecret.ts'
import { askSession, openAsStranger } from './app/session.ts'
import { activateStoredLocale } from './i18n/activateLocale.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root"')

const secret = takeLinkSecret()
// Both at once: neither needs the other. A one-time link is for whoever holds it, whoever is signed in here.
await Promise.all([activateStoredLocale(), secret === null ? askSession() : openAsStranger()])
createRoot(root).render(
  <StrictMode>
    <App secret={secret} />
  </StrictMode>,
)
