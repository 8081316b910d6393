export interface Toast {
  readonly id: number
  readonly text: string
}

/** Milliseconds that a note stays. */
const SHOWN_FOR = 6_000

let shown: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function become(toasts: readonly Toast[]): void {
  shown = toasts
  for (const listener of listeners) listener()
}

/** A short note at the edge of the page that something happened; it goes by itself. */
export function showToast(text: string): void {
  const id = nextId++
  become([...shown, { id, text }])
  setTimeout(() => dismissToast(id), SHOWN_FOR)
}

export function dismissToast(id: number): void {
  if (shown.some(toast => toast.id === id)) become(shown.filter(toast => toast.id !== id))
}

export const shownToasts = (): readonly Toast[] => shown

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
