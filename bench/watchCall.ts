/** One message between page and server, when it passed, in milliseconds since 1970. */
export interface Passed {
  readonly at: number
  readonly way: 'up' | 'down'
  readonly text: string
}

/** What the page notes of one call. Times in milliseconds since 1970, of one clock for all pages of a machine. */
export interface CallNotes {
  readonly clicked: number
  readonly firstFrame: number | null
  readonly passed: readonly Passed[]
}

declare global {
  interface Window {
    tacetCall: {
      /** Milliseconds by which every message is held up on its way to the server. */
      delay: number
      forget(): void
      read(): CallNotes
    }
  }
}

/**
 * Runs in the page before anything else: notes the last click, every message on the socket, and when the first frame of
 * the other side's camera has been decoded and is about to be shown. Holds messages up where the bench says so.
 */
export function watchCall(): void {
  const now = () => performance.timeOrigin + performance.now()
  let clicked = 0
  let firstFrame: number | null = null
  let passed: Passed[] = []
  /** Kept here until their first frame: a picture that nobody holds may be swept away before. */
  const waiting = new Set<HTMLVideoElement>()

  addEventListener('click', event => (clicked = performance.timeOrigin + event.timeStamp), true)

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [])
      this.addEventListener('message', ({ data }) =>
        passed.push({ at: now(), way: 'down', text: String(data) }),
      )
    }
    override send(data: string | Blob | BufferSource): void {
      passed.push({ at: now(), way: 'up', text: String(data) })
      if (window.tacetCall.delay === 0) super.send(data)
      else setTimeout(() => super.send(data), window.tacetCall.delay)
    }
  }

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => {
        if (track.kind !== 'video') return
        // A picture of its own, for the app's comes only when its turn in the interface has come.
        const picture = document.createElement('video')
        picture.muted = true
        picture.srcObject = new MediaStream([track])
        waiting.add(picture)
        picture.requestVideoFrameCallback(() => {
          firstFrame ??= now()
          waiting.delete(picture)
          picture.srcObject = null
        })
        void picture.play().catch(() => undefined)
      })
    }
  }

  window.tacetCall = {
    delay: 0,
    forget() {
      for (const picture of waiting) picture.srcObject = null
      waiting.clear()
      firstFrame = null
      passed = []
    },
    read: () => ({ clicked, firstFrame, passed }),
  }
}
