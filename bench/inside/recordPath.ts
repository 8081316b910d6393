import type { LegCandidate, PeerLink } from '../../web/src/media/ports.ts'
import { RtcPeerLink } from '../../web/src/media/RtcPeerLink.ts'

/** What one side of a call has to bring to the other. */
export interface SideOfPath {
  readonly candidates: readonly LegCandidate[]
  /** The other side's certificates as DTLS showed them. */
  readonly certificates: readonly ArrayBuffer[]
}

/** One whole call set-up as two real links made it: everything that is said about the path, and nothing about people. */
export interface RecordedPath {
  readonly offer: string
  readonly answer: string
  readonly renegoOffer: string
  readonly renegoAnswer: string
  readonly caller: SideOfPath
  readonly callee: SideOfPath
}

/** Lets two links of the product connect within this page, and keeps all that they said to each other. */
export async function recordPath(): Promise<RecordedPath> {
  // With a microphone allowed, addresses are told as in a call.
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true })
  const [caller, callee] = [new RtcPeerLink('caller'), new RtcPeerLink('callee')]
  const candidates = { caller: [] as LegCandidate[], callee: [] as LegCandidate[] }
  const renego = Promise.withResolvers<{ offer: string; answer: string }>()
  const secured = [caller, callee].map(isSecured)
  caller.on(async event => {
    if (event.is === 'candidate') {
      candidates.caller.push(event.candidate)
      await callee.addCandidate(event.candidate)
    }
    if (event.is !== 'renegotiation') return
    const answer = await callee.takeRenegotiation('offer', event.sdp)
    if (answer === null) return
    await caller.takeRenegotiation('answer', answer)
    renego.resolve({ offer: event.sdp, answer })
  })
  callee.on(event => {
    if (event.is !== 'candidate') return
    candidates.callee.push(event.candidate)
    void caller.addCandidate(event.candidate)
  })
  const offer = await caller.createOffer()
  const answer = await callee.createAnswer(offer)
  await caller.takeAnswer(answer)
  for (const link of [callee, caller]) link.openPath({ iceServers: [], relayOnly: false })
  const [{ offer: renegoOffer, answer: renegoAnswer }] = await Promise.all([renego.promise, ...secured])
  const path = {
    offer,
    answer,
    renegoOffer,
    renegoAnswer,
    caller: { candidates: candidates.caller, certificates: caller.remoteCertificates() ?? [] },
    callee: { candidates: candidates.callee, certificates: callee.remoteCertificates() ?? [] },
  }
  for (const link of [caller, callee]) link.close()
  for (const track of microphone.getTracks()) track.stop()
  return path
}

function isSecured(link: PeerLink): Promise<void> {
  return new Promise(resolve => {
    link.on(event => {
      if (event.is === 'secured') resolve()
    })
  })
}
