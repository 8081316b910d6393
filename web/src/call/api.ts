import { IceServer } from '@tacet/protocol/call'
import { z } from 'zod/mini'
import { request } from '../http/request.ts'

const RelayAnswer = z.object({ iceServers: z.array(IceServer) })

/** What our own STUN and TURN want to see from this person. Null: the server does not answer, or refuses. */
export async function askRelay(): Promise<readonly IceServer[] | null> {
  const answer = await request('/api/relay', { answer: RelayAnswer })
  return answer.ok ? answer.value.iceServers : null
}
