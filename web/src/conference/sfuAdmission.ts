import type { ConferenceAdmission } from '@tacet/protocol/conference'
import type { SfuAdmission } from '../media/ports.ts'

/** What the link to the engine needs of the server's admission. */
export function sfuAdmission(url: string, { ticket, iceServers }: ConferenceAdmission): SfuAdmission {
  return {
    url,
    ticket,
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
  }
}
