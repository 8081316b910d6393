import type { Page } from '@playwright/test'

declare global {
  interface Window {
    tacetTime: { hurry: number; skew: number }
  }
}

/** Runs in the page before anything else, so that a scene need not wait for the minutes of which the rules speak. */
export function bendTime(): void {
  /** Milliseconds. The patience of people; what machines wait for each other with is shorter. */
  const PATIENCE = 30_000
  const time = { hurry: 1, skew: 0 }
  window.tacetTime = time
  const wait = window.setTimeout.bind(window)
  const bent = (what: TimerHandler, after = 0, ...args: unknown[]) =>
    wait(what, after >= PATIENCE ? after / time.hurry : after, ...args)
  window.setTimeout = bent as typeof window.setTimeout
  const now = performance.now.bind(performance)
  performance.now = () => now() + time.skew
}

/** Timers of half a minute and more that are set from now on run out `factor` times sooner. */
export function hurry(page: Page, factor: number): Promise<void> {
  return page.evaluate(to => {
    window.tacetTime.hurry = to
  }, factor)
}

/** Moves the page's monotonic clock on, by milliseconds. */
export function moveClock(page: Page, by: number): Promise<void> {
  return page.evaluate(skew => {
    window.tacetTime.skew += skew
  }, by)
}
