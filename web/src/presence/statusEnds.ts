const MINUTE = 60_000

/** When a status may end, as somebody would say it; `at` by this page's clock, null: until further notice. */
export type StatusEnd =
  | { readonly is: 'minutes' | 'hours'; readonly count: number; readonly at: number }
  | { readonly is: 'clock'; readonly at: number }
  | { readonly is: 'open'; readonly at: null }

/** Hours of the day at which people are back. */
const HOURS = [12, 17]

/** The ends that make sense at this moment. */
export function statusEnds(now: number): readonly StatusEnd[] {
  const clock = HOURS.map(hour => new Date(now).setHours(hour, 0, 0, 0)).filter(at => at > now + MINUTE)
  return [
    { is: 'minutes', count: 30, at: now + 30 * MINUTE },
    { is: 'hours', count: 1, at: now + 60 * MINUTE },
    ...clock.map(at => ({ is: 'clock', at }) as const),
    { is: 'open', at: null },
  ]
}

/** Whether a status that lasts until `until` is what was chosen by this end, a minute more or less. */
export const isChosenEnd = (end: StatusEnd, until: number | null): boolean =>
  end.at === null || until === null ? end.at === until : Math.abs(end.at - until) < MINUTE
