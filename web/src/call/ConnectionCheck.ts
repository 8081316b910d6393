import type { IceServer } from '@tacet/protocol/call'
import type { Devices, TryRelay } from '../media/ports.ts'
import { hasRelay, rtcServers } from './RelayCredentials.ts'

/** What one step of the check has found; null while it is being looked for. */
export interface Findings {
  /** Milliseconds until our server answers; `silent`: it doesn't. */
  readonly server: number | 'silent' | null
  /** Milliseconds until two connections have met over the relay; `blocked`: they don't; `none`: there is no relay. */
  readonly relay: number | 'blocked' | 'none' | null
  /** Name of the microphone that opens; `closed`: none does. */
  readonly microphone: { readonly label: string } | 'closed' | null
}

export const NOTHING_YET: Findings = { server: null, relay: null, microphone: null }

export interface ConnectionCheckDeps {
  /** Null: the server does not answer, or not to this person. */
  readonly askRelay: () => Promise<readonly IceServer[] | null>
  readonly tryRelay: TryRelay
  readonly devices: Pick<Devices, 'openMicrophone'>
  /** Milliseconds of a clock that goes forward only. */
  readonly now: () => number
}

/** [CALL-8] Looks at the way from here to our server. Nobody is called, and nothing is stored. */
export async function checkConnection(
  { askRelay, tryRelay, devices, now }: ConnectionCheckDeps,
  tell: (found: Partial<Findings>) => void,
): Promise<void> {
  const network = async () => {
    const began = now()
    const servers = await askRelay()
    tell({ server: servers ? now() - began : 'silent' })
    if (!servers) return tell({ relay: 'blocked' })
    if (!hasRelay(servers)) return tell({ relay: 'none' })
    tell({ relay: (await tryRelay(rtcServers(servers))) ?? 'blocked' })
  }
  const microphone = async () => {
    const opened = await devices.openMicrophone()
    if (!opened.ok) return tell({ microphone: 'closed' })
    opened.value.stop()
    tell({ microphone: { label: opened.value.label } })
  }
  await Promise.all([network(), microphone()])
}
