import type { PeerMessage, Sending, UpgradeMessage } from '@tacet/protocol/peer'
import type { PeerLink } from '../media/ports.ts'
import type { PeerMedia } from './CallView.ts'

/** What of the other side can be shown: a face only while it moves, a paused screen by its last picture. */
export function peerMedia(link: PeerLink, sending: Sending): PeerMedia {
  const face = sending.camera && !sending.paused?.includes('camera')
  return {
    sending,
    voice: link.receive('microphone'),
    camera: face ? link.receive('camera') : null,
    screen: sending.screen ? link.receive('screen') : null,
    screenAudio: sending.screenAudio ? link.receive('screen-audio') : null,
  }
}

/** Whether it is about the call becoming a conference. */
export const isUpgrade = (message: PeerMessage): message is UpgradeMessage => message.t.startsWith('upgrade-')
