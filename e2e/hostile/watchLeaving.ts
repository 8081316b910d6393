import type { Page } from '@playwright/test'

declare global {
  interface Window {
    tacetLeaving: {
      packets: number
      devices: number
      readonly open: Set<RTCPeerConnection>
      /** Closed ones whose packets are still to be counted. */
      readonly closing: Set<Promise<void>>
    }
  }
}

/** What has left a page, or could have, since it was opened. */
export interface Leaving {
  /** RTP packets of all peer connections, also of those that are closed by now. */
  readonly packets: number
  /** How often it has asked for microphone, camera or screen. */
  readonly devices: number
}

/** Runs in the page before anything else. */
export function watchLeaving(): void {
  const leaving: Window['tacetLeaving'] = { packets: 0, devices: 0, open: new Set(), closing: new Set() }
  window.tacetLeaving = leaving
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      leaving.open.add(this)
    }

    override close(): void {
      // Asked for before it closes, answered after.
      const last = this.getStats()
      super.close()
      leaving.open.delete(this)
      const counted = last.then(report => {
        for (const stats of report.values()) {
          if (stats.type === 'outbound-rtp') leaving.packets += stats.packetsSent
        }
        leaving.closing.delete(counted)
      })
      leaving.closing.add(counted)
    }
  }
  const { mediaDevices } = navigator
  for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
    const ask = mediaDevices[name].bind(mediaDevices)
    mediaDevices[name] = options => {
      leaving.devices += 1
      return ask(options)
    }
  }
}

export function readLeaving(page: Page): Promise<Leaving> {
  return page.evaluate(async () => {
    const leaving = window.tacetLeaving
    const open = await Promise.all([...leaving.open].map(peer => peer.getStats()))
    await Promise.all(leaving.closing)
    const sent = open.flatMap(report => [...report.values()].filter(({ type }) => type === 'outbound-rtp'))
    const packets = sent.reduce((sum, { packetsSent }) => sum + packetsSent, leaving.packets)
    return { packets, devices: leaving.devices }
  })
}
