import { hearMuted, NOTHING_SAID } from '@tacet/domain/call/mutedSpeech'
import { useEffect, useRef } from 'react'
import type { MeterLevel } from '../media/ports.ts'

/**
 * [CALL-21] Tells when somebody speaks into the muted microphone. Listens on a copy of the track, since the track itself
 * is silent while muted; the copy is measured here, never sent, and ends with the mute.
 */
export function useMutedSpeech(muted: MediaStreamTrack | null, meter: MeterLevel, onHint: () => void): void {
  const latest = useRef(onHint)
  const state = useRef(NOTHING_SAID)
  useEffect(() => {
    latest.current = onHint
  })
  useEffect(() => {
    if (muted === null) return
    const copy = muted.clone()
    copy.enabled = true
    // The minute lasts beyond unmuting; what was said before does not.
    state.current = { ...NOTHING_SAID, hintedAt: state.current.hintedAt }
    const stop = meter(copy, level => {
      const [next, hint] = hearMuted(state.current, level, performance.now())
      state.current = next
      if (hint) latest.current()
    })
    return () => {
      stop()
      copy.stop()
    }
  }, [muted, meter])
}
