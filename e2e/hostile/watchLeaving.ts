import type { Page } from '@playwright/test'

declare global {
  interface Window {
    tacetLeaving: { packets: number; devices: number; readonly open: Set<RTCPeerConnection> }
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
  const leaving: Window['tacetLeaving'] = { packets: 0, devices: 0, open: new Set() }
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
      void last.then(report => {
        leaving.open.delete(this)
        for (const stats of report.values()) {
          if (stats.type === 'outbound-rtp') leaving.packets += stats.packetsSent
        }
      })
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
    let { packets } = window.tacetLeaving
    for (const peer of window.tacetLeaving.open) {
      for (const stats of (await peer.getStats()).values()) {
        if (stats.type === 'outbound-rtp') packets += stats.packetsSent
      }
    }
    return { packets, devices: window.tacetLeaving.devices }
  })
}
