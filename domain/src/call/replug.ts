/** What is plugged in of one kind of device, as far as the browser tells. */
export interface Plugged {
  readonly present: readonly string[]
  /** The one that the system would take now; null where there is none, or the browser doesn't tell. */
  readonly systemDefault: string | null
}

/**
 * - `stay`: nothing that concerns this call
 * - `removed`: the one in use is gone, another one has to do
 * - `returned`: the one that the person chose is there again
 * - `moved`: the system has another default now, and the person leaves the choice to it
 */
export type Replug = 'stay' | 'removed' | 'returned' | 'moved'

/** The device to be used: the person's choice where it is plugged in, else the system's default (CALL-20). */
export function deviceToUse(choice: string | null, { present, systemDefault }: Plugged): string | null {
  return choice !== null && present.includes(choice) ? choice : systemDefault
}

/** [CALL-20] What it means for the device in use that something was plugged in or pulled. */
export function replug(choice: string | null, before: Plugged, after: Plugged): Replug {
  const [was, is] = [deviceToUse(choice, before), deviceToUse(choice, after)]
  // Before the first permission a browser lists nothing: that list says nothing about what was in use.
  if (was === null || was === is) return 'stay'
  if (!after.present.includes(was)) return 'removed'
  return is === choice ? 'returned' : 'moved'
}
