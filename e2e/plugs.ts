import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Pulls and plugs microphones: from now on exactly these are there (see `makePluggable`). */
    tacetPlug: (names: string[]) => void
  }
}

/**
 * Chromium’s fake microphone can't be unplugged. From here on this page sees microphones by these names, each of which
 * sounds like the fake one; what is pulled ends as a real one does, and the page is told.
 */
export async function makePluggable(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate(
    first => {
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      const tracks: { id: string; track: MediaStreamTrack }[] = []
      let present: string[] = []
      const listed = (): MediaDeviceInfo[] =>
        present.map(id => ({ deviceId: id, groupId: id, label: id, kind: 'audioinput', toJSON: () => id }))
      mediaDevices.enumerateDevices = async () => listed()
      mediaDevices.getUserMedia = async constraints => {
        const wanted = constraints?.audio
        const exact =
          typeof wanted === 'object' && typeof wanted.deviceId === 'object' && 'exact' in wanted.deviceId
            ? String(wanted.deviceId.exact)
            : present[0]
        if (exact === undefined || !present.includes(exact)) throw new DOMException('gone', 'NotFoundError')
        const stream = await open({ audio: true })
        for (const track of stream.getAudioTracks()) {
          track.getSettings = () => ({ deviceId: exact })
          tracks.push({ id: exact, track })
        }
        return stream
      }
      window.tacetPlug = now => {
        present = now
        for (const { id, track } of tracks) {
          if (now.includes(id) || track.readyState === 'ended') continue
          track.stop()
          track.dispatchEvent(new Event('ended'))
        }
        mediaDevices.dispatchEvent(new Event('devicechange'))
      }
      window.tacetPlug(first)
    },
    [...names],
  )
}

export function plug(page: Page, ...names: string[]): Promise<void> {
  return page.evaluate(now => window.tacetPlug(now), names)
}
