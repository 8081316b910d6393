import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Single keys of a call. `F` full screen, `?` the list of keys. */
export type ShortcutKey = 'M' | 'V' | 'D' | 'F' | '?'

/** Null or missing: the key does nothing at present. */
export type Shortcuts = Partial<Record<ShortcutKey, (() => void) | null>>

const STORE = 'tacet.single-keys'
const listeners = new Set<() => void>()

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

/** Whether single keys work in a call; remembered in this browser (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, () => localStorage.getItem(STORE) !== 'off')
  return [
    on,
    next => {
      if (next) localStorage.removeItem(STORE)
      else localStorage.setItem(STORE, 'off')
      for (const listener of listeners) listener()
    },
  ]
}

/** Where a key means itself, or a dialog over the stage. */
const ELSEWHERE = 'input, textarea, select, [contenteditable="true"], dialog, dialog *'

/** The key a press stands for, or null: while typing, with a modifier, held down, or already taken by a control. */
export function shortcutOf(event: KeyboardEvent): ShortcutKey | null {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null
  // The document itself has no `matches`.
  if ((event.target as Partial<Element> | null)?.matches?.(ELSEWHERE)) return null
  const key = event.key.toUpperCase()
  return key === 'M' || key === 'V' || key === 'D' || key === 'F' || key === '?' ? key : null
}

/** Single keys for as long as the component shows. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const [on] = useSingleKeys()
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event)
      const act = key === null ? undefined : latest.current[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [on])
}
