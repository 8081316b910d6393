import { useSyncExternalStore } from 'react'

/** `system` follows the machine. public/theme.js reads the same place before the first paint. */
export type Theme = 'system' | 'light' | 'dark'

const STORED_UNDER = 'tacet.theme'
const listeners = new Set<() => void>()

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED_UNDER)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(STORED_UNDER)
    delete document.documentElement.dataset['theme']
  } else {
    localStorage.setItem(STORED_UNDER, theme)
    document.documentElement.dataset['theme'] = theme
  }
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(onChange => {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  }, storedTheme)
}
