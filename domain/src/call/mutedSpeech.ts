import { CALL_21_AGAIN, CALL_21_SPEAKING } from './timers.ts'

/** Louder than this on the meter's scale of 0…1 is a voice nearby, not a room. */
const VOICE = 0.45

export interface MutedSpeech {
  /** Since when it has been loud; null while it is quiet. Milliseconds, as the two below. */
  readonly loudSince: number | null
  /** When it was loud last: between two words it is quiet, too. */
  readonly loudAt: number | null
  readonly hintedAt: number | null
}

/** Milliseconds of quiet that are a pause within a sentence. */
const PAUSE = 300

export const NOTHING_SAID: MutedSpeech = { loudSince: null, loudAt: null, hintedAt: null }

/** [CALL-21] One look at the level of a muted microphone. Answers whether to say now that nobody hears it. */
export function hearMuted(before: MutedSpeech, level: number, now: number): [MutedSpeech, hint: boolean] {
  const pausing = before.loudAt !== null && now - before.loudAt <= PAUSE
  if (level < VOICE) return [pausing ? before : { ...before, loudSince: null, loudAt: null }, false]
  const loudSince = pausing ? (before.loudSince ?? now) : now
  const speaks = now - loudSince >= CALL_21_SPEAKING
  const again = before.hintedAt === null || now - before.hintedAt >= CALL_21_AGAIN
  const hint = speaks && again
  return [{ loudSince, loudAt: now, hintedAt: hint ? now : before.hintedAt }, hint]
}
