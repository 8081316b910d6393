import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useEffect } from 'react'

const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** ⌘K or Ctrl+K, from anywhere. */
export function useJumpKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(APPLE ? event.metaKey : event.ctrlKey) || event.altKey) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open])
}

/** Looks like a field and opens the palette. */
export function JumpField({ onPress }: { readonly onPress: () => void }) {
  const { t } = useLingui()
  return (
    <button type="button" className="jump" onClick={onPress}>
      <Search className="i s" />
      <span className="grow">{t`Jump to …`}</span>
      <kbd className="desk-only">{APPLE ? '⌘K' : t`Ctrl K`}</kbd>
    </button>
  )
}
