import type { PersonId } from '@tacet/protocol/ids'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
/** Milliseconds. A page that is touched tells the other tabs of this browser no more often than this. */
const TELL_EVERY = 5_000

/** Calls `touched` when somebody touches this page or another tab of the same person in this browser. */
export function watchTouches(me: PersonId, touched: () => void): () => void {
  const tabs = new BroadcastChannel(`tacet.touched.${me}`)
  tabs.onmessage = touched
  let told = Number.NEGATIVE_INFINITY
  const onSign = () => {
    // Looking away touches nothing, and is told by the same event as coming back.
    if (document.visibilityState === 'hidden') return
    touched()
    const now = performance.now()
    if (now - told < TELL_EVERY) return
    told = now
    tabs.postMessage('touched')
  }
  for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true })
  document.addEventListener('visibilitychange', onSign)
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, onSign, { capture: true })
    document.removeEventListener('visibilitychange', onSign)
    tabs.close()
  }
}
