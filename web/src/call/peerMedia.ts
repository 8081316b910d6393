import type { PeerMessage, Sending, UpgradeMessage } from '@tacet/protocol/peer'
import type { PeerLink } from '../media/ports.ts'
import type { PeerMedia } from './CallView.ts'

/** What arrives over a link while the other side says that it sends this. */
export function peerMedia(link: PeerLink, sending: Sending): PeerMedia {
  return {
    sending,
    voice: link.receive('microphone'),
    camera: sending.camera ? link.receive('camera') : null,
    screen: sending.screen ? link.receive('screen') : null,
    screenAudio: sending.screenAudio ? link.receive('screen-audio') : null,
  }
}

/** Whether it is about the call becoming a conference. */
export const isUpgrade = (message: PeerMessage): message is UpgradeMessage => message.t.startsWith('upgrade-')
