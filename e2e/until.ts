import { expect } from '@playwright/test'

/** How often a fact is looked at, in milliseconds. */
const LOOK_EVERY = 100

/**
 * Waits until `fact` is true, at most `limit` milliseconds, and answers what it was. For facts outside of pages:
 * inside, Playwright's own expectations wait.
 */
export async function until<T>(
  what: string,
  limit: number,
  fact: () => T | Promise<T>,
): Promise<NonNullable<T>> {
  let found: T | undefined
  await expect
    .poll(
      async () => {
        found = await fact()
        return found
      },
      { message: what, timeout: limit, intervals: [LOOK_EVERY] },
    )
    .toBeTruthy()
  if (!found) throw new Error(what)
  return found
}
