import './ui/ui.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { askSession } from './app/session.ts'
import { activateStoredLocale } from './i18n/activateLocale.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root"')

// Both at once: neither needs the other.
await Promise.all([activateStoredLocale(), askSession()])
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
