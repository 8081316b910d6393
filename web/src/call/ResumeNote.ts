import { CALL_16_RESUME } from '@tacet/domain/call/timers'
import { DeviceId, PersonId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'

const KEY = 'tacet.resume'

const Note = z.object({
  peer: PersonId,
  device: DeviceId,
  media: z.enum(['audio', 'video']),
  /** Milliseconds since 1970 by this browser's clock, which alone reads it. */
  at: z.int(),
})
type Note = z.infer<typeof Note>

/**
 * [RESUME-3] What a page in a call leaves for itself in case it is only loaded anew: in this tab alone, gone once it
 * was read, and worth nothing after 10 s. Without it a page never calls by itself.
 */
export function leaveNote(note: Omit<Note, 'at'>, storage: Storage, now: number): void {
  const { peer, device, media } = note
  storage.setItem(KEY, JSON.stringify({ peer, device, media, at: now }))
}

/** Null: there is none, or none that is worth anything. */
export function takeNote(storage: Storage, now: number): Omit<Note, 'at'> | null {
  const text = storage.getItem(KEY)
  storage.removeItem(KEY)
  const note = Note.safeParse(parse(text))
  if (!note.success) return null
  const age = now - note.data.at
  return age >= 0 && age < CALL_16_RESUME ? note.data : null
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
