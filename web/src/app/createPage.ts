import type { Down } from '@tacet/protocol/down'
import type { SessionView } from '@tacet/protocol/identity'
import type { ConversationId, Millis } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createDirectCalls, type DirectCalls } from '../call/createDirectCalls.ts'
import { ConferenceController } from '../conference/ConferenceController.ts'
import { Timelines } from '../conversation/Timelines.ts'
import { deviceId } from '../identity/deviceId.ts'
import { BrowserDevices } from '../media/BrowserDevices.ts'
import { LiveKitLink, loadLiveKit } from '../media/LiveKitLink.ts'
import { LocalTracks } from '../media/LocalTracks.ts'
import { meterLevel } from '../media/meterLevel.ts'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { RtcPeerLink } from '../media/RtcPeerLink.ts'
import type { Signaling } from '../signaling/ports.ts'
import { SignalingLink } from '../signaling/SignalingLink.ts'
import { emptyWorld, hear, type World } from './World.ts'

/** Everything a signed-in page is made of. One for each session; closing it lets go of all it opened. */
export interface Page {
  readonly signaling: Signaling
  readonly world: StoreApi<World>
  readonly devices: Devices
  readonly meter: MeterLevel
  readonly calls: DirectCalls
  readonly conferences: ConferenceController
  readonly timelines: Timelines
  markRead(conversation: ConversationId, at: Millis): Promise<void>
  close(): void
}

const FOLLOWED: readonly Down['t'][] = [
  'welcome',
  'message',
  'call-row',
  'call-row-gone',
  'conversation',
  'conversation-gone',
  'conversation-read',
  'presence',
  'person',
  'organization',
]

export function createPage({ me, organization }: SessionView): Page {
  const device = deviceId(me.id)
  const signaling: SignalingLink = new SignalingLink({ device, phone: () => calls.phone.isPhone })
  const world = createStore<World>(() => emptyWorld(me, organization))
  for (const t of FOLLOWED) {
    signaling.on(t, message => world.setState(now => hear(now, message), true))
  }

  const timelines = new Timelines(signaling)
  const devices = new BrowserDevices()
  const calls: DirectCalls = createDirectCalls({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: role => new RtcPeerLink(role),
    me: { person: me.id, device },
    hideAddress: () => world.getState().organization.hideAddresses,
  })
  const conferences = new ConferenceController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: serverReachable => new LiveKitLink({ load: loadLiveKit, serverReachable }),
    sfuUrl: `${location.origin.replace(/^http/, 'ws')}/sfu`,
    preload: () => void loadLiveKit(),
  })
  const leave = () => conferences.leave()
  addEventListener('pagehide', leave)

  void devices.refresh()
  void calls.phone.start().then(() => signaling.start())

  return {
    signaling,
    world,
    devices,
    meter: meterLevel,
    calls,
    conferences,
    timelines,
    async markRead(conversation, at) {
      const ack = await signaling.send({ t: 'conversation-read', conversation, at })
      if (!ack.ok) return
      world.setState(now => hear(now, { t: 'conversation-read', conversation, ...ack.reply }), true)
    },
    close() {
      removeEventListener('pagehide', leave)
      calls.close()
      conferences.leave()
      timelines.close()
      signaling.stop()
    },
  }
}
