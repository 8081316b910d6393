import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'

const STOP = '[data-stop]'

function stops(container: HTMLElement): HTMLElement[] {
  // What the style sheet hides on this screen is no stop.
  return [...container.querySelectorAll<HTMLElement>(STOP)].filter(element => element.offsetWidth > 0)
}

function target(all: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return all[(at + 1) % all.length]
    case 'ArrowLeft':
    case 'ArrowUp':
      return all.at(at - 1)
    case 'Home':
      return all[0]
    case 'End':
      return all.at(-1)
    default:
      return undefined
  }
}

/**
 * Makes the elements marked `data-stop` inside a toolbar, menu or group of radios one stop for Tab, and the arrow keys
 * move between them. Returns the container's key handler.
 */
export function useRovingFocus(ref: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  // After every render, because controls come and go.
  useLayoutEffect(() => {
    const container = ref.current
    if (container === null) return
    const all = stops(container)
    const current =
      all.find(element => element === document.activeElement) ??
      all.find(element => element.ariaChecked === 'true') ??
      all.find(element => element.tabIndex === 0)
    for (const element of all) element.tabIndex = element === (current ?? all[0]) ? 0 : -1
  })
  return event => {
    const container = ref.current
    const from = event.target
    if (container === null || !(from instanceof HTMLElement) || !from.matches(STOP)) return
    const all = stops(container)
    const at = all.indexOf(from)
    const to = at === -1 ? undefined : target(all, at, event.key)
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    for (const element of all) element.tabIndex = element === to ? 0 : -1
    to.focus()
  }
}
