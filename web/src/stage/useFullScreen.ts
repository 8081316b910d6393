import { useSyncExternalStore } from 'react'

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange)
  return () => document.removeEventListener('fullscreenchange', onChange)
}

/**
 * Full screen of the page, in which the stage covers everything (`Stage alone`): so dialogs of the page still show above
 * the call. Null where the browser can't.
 */
export function useFullScreen(): { readonly on: boolean; readonly onPress: () => void } | null {
  const on = useSyncExternalStore(subscribe, () => document.fullscreenElement === document.documentElement)
  if (!document.fullscreenEnabled) return null
  return {
    on,
    onPress: () => {
      if (on) void document.exitFullscreen()
      // The person may have pressed Escape meanwhile; then there is nothing to do.
      else document.documentElement.requestFullscreen().catch(() => undefined)
    },
  }
}
