import type { PersonId } from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import type { CallState } from './CallState.ts'

/** [CALL-17] What a device says of its call after the line to the server was down; null where there is none. */
export function resumeOf(call: CallState, me: PersonId): UpOf<'call-resume'> | null {
  if (call.at === 'idle' || call.at === 'preparing' || call.at === 'ended') return null
  const { facts } = call
  const accepted = call.at === 'connecting' || call.at === 'connected' || call.at === 'reconnecting'
  const calledByMe = accepted ? call.role === 'caller' : call.at !== 'ringing-in'
  return {
    t: 'call-resume',
    call: facts.call,
    conversation: facts.conversation,
    row: facts.row,
    media: facts.media,
    caller: calledByMe ? me : facts.peer,
    peer: facts.peer,
    device: accepted || call.at === 'ringing-in' ? call.device : null,
    phase: !accepted ? 'ringing' : call.at === 'connecting' ? 'connecting' : 'connected',
  }
}
