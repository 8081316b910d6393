import type { TryRelay } from './ports.ts'

const WITHIN = 8_000

/** A data channel from this page to itself, over the relay and nothing else; closed as soon as it is open. */
export const tryRelay: TryRelay = async iceServers => {
  const configuration: RTCConfiguration = { iceServers: [...iceServers], iceTransportPolicy: 'relay' }
  const [one, other] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)]
  const began = performance.now()
  const { promise, resolve } = Promise.withResolvers<number | null>()
  const timer = setTimeout(() => resolve(null), WITHIN)
  try {
    one.onicecandidate = ({ candidate }) => void other.addIceCandidate(candidate ?? undefined)
    other.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined)
    one.createDataChannel('check').onopen = () => resolve(performance.now() - began)
    await one.setLocalDescription()
    await other.setRemoteDescription(one.localDescription ?? { type: 'offer' })
    await other.setLocalDescription()
    await one.setRemoteDescription(other.localDescription ?? { type: 'answer' })
    return await promise
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    one.close()
    other.close()
  }
}
