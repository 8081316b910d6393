import type { Page } from '@playwright/test'

/** Which of its two connections: to whoever believes it is somebody else. */
export type Side = 'anna' | 'ben'

declare global {
  interface Window {
    tacetPuppet: Record<Side, RTCPeerConnection>
    tacetEars: HTMLAudioElement[]
  }
}

/** Microphone, camera, screen, screen sound. */
const LINES = ['audio', 'video', 'video', 'audio'] as const

/**
 * A page in the hands of the server, with a connection to each of two people. What comes in on one goes out on the
 * other: sound, pictures, and what they say to each other on the data channel.
 */
export class Puppet {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  /** `page`: any page of a secure origin. */
  static async play(page: Page): Promise<Puppet> {
    await page.evaluate(async () => {
      // Browsers name the addresses of this machine to nobody but who may use the microphone.
      await navigator.mediaDevices.getUserMedia({ audio: true })
      const make = () => new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
      const connections = { anna: make(), ben: make() }
      window.tacetPuppet = connections
      window.tacetEars = []
      const [one, other] = [connections.anna, connections.ben].map(connection =>
        connection.createDataChannel('peer', { negotiated: true, id: 0 }),
      )
      if (one && other) {
        one.onmessage = ({ data }) => other.readyState === 'open' && other.send(data)
        other.onmessage = ({ data }) => one.readyState === 'open' && one.send(data)
      }
    })
    return new Puppet(page)
  }

  /** A description with all its addresses in it, so that nothing has to be told later. The second one restarts ICE. */
  offer(side: Side): Promise<string> {
    return this.#describe(side, null)
  }

  answer(side: Side, offer: string): Promise<string> {
    return this.#describe(side, offer)
  }

  #describe(side: Side, answers: string | null): Promise<string> {
    return this.#page.evaluate(
      async ([on, offer, lines]) => {
        const connection = window.tacetPuppet[on]
        const gathered = new Promise<void>(done => {
          connection.onicecandidate = ({ candidate }) => {
            if (candidate === null) done()
          }
        })
        if (offer !== null) {
          await connection.setRemoteDescription({ type: 'offer', sdp: offer })
          for (const transceiver of connection.getTransceivers()) transceiver.direction = 'sendrecv'
        } else if (connection.getTransceivers().length > 0) connection.restartIce()
        else for (const kind of lines) connection.addTransceiver(kind, { direction: 'sendrecv' })
        await connection.setLocalDescription()
        await gathered
        return connection.localDescription?.sdp ?? ''
      },
      [side, answers, LINES] as const,
    )
  }

  async takeAnswer(side: Side, answer: string): Promise<void> {
    await this.#page.evaluate(
      ([on, sdp]) => window.tacetPuppet[on].setRemoteDescription({ type: 'answer', sdp }),
      [side, answer] as const,
    )
  }

  async addCandidates(side: Side, candidates: readonly Candidate[]): Promise<void> {
    await this.#page.evaluate(
      async ([on, all]) => {
        for (const { mid, ufrag, cand } of all) {
          const candidate = { candidate: cand, sdpMid: mid, usernameFragment: ufrag }
          // Of a generation that a restart has replaced: of no use any more.
          await window.tacetPuppet[on].addIceCandidate(candidate).catch(() => undefined)
        }
      },
      [side, candidates] as const,
    )
  }

  /** Passes on what comes in, in both directions. */
  async crossTracks(): Promise<void> {
    await this.#page.evaluate(async () => {
      const { anna, ben } = window.tacetPuppet
      // Chromium decodes sound that comes in only while somebody listens, and passes silence on otherwise.
      for (const { receiver } of [...anna.getTransceivers(), ...ben.getTransceivers()]) {
        if (receiver.track.kind !== 'audio') continue
        const ear = new Audio()
        ear.muted = true
        ear.srcObject = new MediaStream([receiver.track])
        window.tacetEars.push(ear)
        await ear.play()
      }
      for (const [at, one] of anna.getTransceivers().entries()) {
        const other = ben.getTransceivers()[at]
        await one.sender.replaceTrack(other?.receiver.track ?? null)
        await other?.sender.replaceTrack(one.receiver.track)
      }
    })
  }
}

interface Candidate {
  readonly mid: string
  readonly ufrag: string
  readonly cand: string
}
