import { useEffect, useState } from 'react'
import { SECTIONS, type SectionId, sectionRead } from './sections.ts'

/** What counts as near the top: the upper third of the window, in which people read. */
const NEAR_TOP = '0px 0px -66% 0px'

/** The section that is being read; changes as the page scrolls. */
export function useSectionRead(): SectionId {
  const [current, setCurrent] = useState<SectionId>(SECTIONS[0])
  useEffect(() => {
    const elements = SECTIONS.flatMap(id => document.getElementById(id) ?? [])
    const nearTop = new Set<string>()
    let lastIsWhole = false
    const tell = () => setCurrent(now => sectionRead(nearTop, lastIsWhole) ?? now)

    const top = new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) nearTop.add(target.id)
          else nearTop.delete(target.id)
        }
        tell()
      },
      { rootMargin: NEAR_TOP },
    )
    const whole = new IntersectionObserver(
      entries => {
        lastIsWhole = (entries.at(-1)?.intersectionRatio ?? 0) >= 1
        tell()
      },
      { threshold: 1 },
    )
    for (const element of elements) top.observe(element)
    const last = elements.at(-1)
    if (last) whole.observe(last)
    return () => {
      top.disconnect()
      whole.disconnect()
    }
  }, [])
  return current
}
