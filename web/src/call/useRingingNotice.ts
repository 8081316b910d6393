import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import type { Notices } from './Notices.ts'

const FLASH_EVERY = 1_000

/**
 * [CALL-4] While it rings the title of the tab says so, and the system does where the person is elsewhere. Both are gone
 * with the ring, and neither says who calls: browsers and systems keep titles and notices longer than we can see.
 */
export function useRingingNotice(notices: Notices): void {
  const { t } = useLingui()
  const title = t`Incoming call`
  useEffect(() => {
    const before = document.title
    let flashed = false
    const flash = () => {
      flashed = !flashed
      document.title = flashed ? title : before
    }
    flash()
    const flashing = setInterval(flash, FLASH_EVERY)
    notices.show(title)
    const clear = () => notices.clear()
    addEventListener('pagehide', clear)
    return () => {
      clearInterval(flashing)
      document.title = before
      removeEventListener('pagehide', clear)
      clear()
    }
  }, [notices, title])
}
