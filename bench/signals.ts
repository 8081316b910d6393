import type { CallNotes } from './watchCall.ts'

/** Kinds of what devices say to each other through the server, in the order of a call. */
export const KINDS = ['offer', 'answer', 'accept', 'confirm', 'renego', 'cand'] as const
export type Kind = (typeof KINDS)[number]

/** How the app's events stand on the socket: an event of Engine.IO and Socket.IO with its number for the answer. */
const EVENT = /^42\d*(\[.*\])$/s

/** Of which kind the messages were that this device sent to the other one before it saw the first frame. */
export function signalsSent({ passed, firstFrame }: CallNotes): Kind[] {
  return passed
    .filter(({ way, at }) => way === 'up' && (firstFrame === null || at < firstFrame))
    .flatMap(({ text }) => kindOf(text) ?? [])
}

function kindOf(text: string): Kind | null {
  const event = EVENT.exec(text)?.[1]
  if (event === undefined) return null
  const [, message] = JSON.parse(event) as [string, { t?: string; envelope?: { m: string } }]
  if (message?.t !== 'call-signal' || !message.envelope) return null
  const { t } = JSON.parse(message.envelope.m) as { t: string }
  return KINDS.find(kind => kind === t) ?? null
}
