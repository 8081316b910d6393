/** The sections of the page in their order. Each name is the fragment of the section's address. */
export const SECTIONS = ['brief', 'direct', 'conferences', 'kept', 'limits', 'proof'] as const
export type SectionId = (typeof SECTIONS)[number]

/**
 * Which section somebody reads whose window shows, near its top, those of `nearTop`. The last one may be too short to
 * ever get there: it is read once the whole of it shows. Null: nothing tells, as between two sections.
 */
export function sectionRead(nearTop: ReadonlySet<string>, lastIsWhole: boolean): SectionId | null {
  if (lastIsWhole) return SECTIONS.at(-1) ?? null
  return SECTIONS.findLast(id => nearTop.has(id)) ?? null
}
