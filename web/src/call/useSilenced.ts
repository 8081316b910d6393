import { useSyncExternalStore } from 'react'

const UNLOCKING = ['pointerup', 'keydown', 'touchend'] as const

/** True until the first click or key in the page: before it no browser plays a sound. */
export function useSilenced(): boolean {
  return useSyncExternalStore(subscribe, isSilenced)
}

function subscribe(onChange: () => void): () => void {
  const later = () => setTimeout(onChange)
  for (const event of UNLOCKING) addEventListener(event, later, { capture: true })
  return () => {
    for (const event of UNLOCKING) removeEventListener(event, later, { capture: true })
  }
}

const isSilenced = (): boolean => navigator.userActivation?.hasBeenActive === false
