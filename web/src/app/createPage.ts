import type { Down } from '@tacet/protocol/down'
import type { SessionView } from '@tacet/protocol/identity'
import type { ConversationId, Millis } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { askRelay } from '../call/api.ts'
import type { CheckDialogProps } from '../call/CheckDialog.tsx'
import { checkConnection } from '../call/ConnectionCheck.ts'
import { createDirectCalls, type DirectCalls } from '../call/createDirectCalls.ts'
import { makeTones } from '../call/tones.ts'
import { ConferenceController } from '../conference/ConferenceController.ts'
import { Timelines } from '../conversation/Timelines.ts'
import { deviceApi } from '../identity/api.ts'
import { BrowserPinTabs } from '../identity/BrowserPinTabs.ts'
import { browserName } from '../identity/browserName.ts'
import { deviceId } from '../identity/deviceId.ts'
import { IndexedDbVault } from '../identity/IndexedDbVault.ts'
import { OwnDevice } from '../identity/OwnDevice.ts'
import { Peers } from '../identity/Peers.ts'
import { BrowserDevices } from '../media/BrowserDevices.ts'
import { LiveKitLink, loadLiveKit } from '../media/LiveKitLink.ts'
import { LocalTracks } from '../media/LocalTracks.ts'
import { meterLevel } from '../media/meterLevel.ts'
import type { Devices, MeterLevel } from '../media/ports.ts'
import { RtcPeerLink } from '../media/RtcPeerLink.ts'
import { tryRelay } from '../media/tryRelay.ts'
import { IdleWatch } from '../presence/IdleWatch.ts'
import { OwnStatus } from '../presence/OwnStatus.ts'
import { watchTouches } from '../presence/watchTouches.ts'
import type { Signaling } from '../signaling/ports.ts'
import { SignalingLink } from '../signaling/SignalingLink.ts'
import { createUpgrade, type Upgrades } from './createUpgrade.ts'
import { emptyWorld, hear, hidesAddressFrom, type World } from './World.ts'

/** Everything a signed-in page is made of. One for each session; closing it lets go of all it opened. */
export interface Page {
  readonly signaling: Signaling
  readonly world: StoreApi<World>
  readonly devices: Devices
  readonly meter: MeterLevel
  /** [CALL-8] Looks at the way from here to our server. */
  readonly checkConnection: CheckDialogProps['check']
  readonly calls: DirectCalls
  readonly conferences: ConferenceController
  readonly upgrades: Upgrades
  /** [CONF-2] Of conferences that ring. */
  readonly playRing: (sound: 'ring' | 'none') => void
  readonly timelines: Timelines
  readonly ownDevice: OwnDevice
  readonly peers: Peers
  readonly status: OwnStatus
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
  'status',
  'blocked',
  'person',
  'organization',
  'settings',
]

export function createPage({ me, organization }: SessionView): Page {
  const vault = new IndexedDbVault(me.id)
  const ownDevice = new OwnDevice({
    me: me.id,
    vault,
    api: deviceApi,
    defaultLabel: browserName,
    drawBytes: length => crypto.getRandomValues(new Uint8Array(length)),
  })
  const pinTabs = new BrowserPinTabs(me.id)
  const peers = new Peers(vault, deviceApi, pinTabs)
  const signaling: SignalingLink = new SignalingLink({
    // A browser that can't make verified calls still needs a name for its messages.
    device: () => ownDevice.keys?.device.dev ?? deviceId(me.id),
    phone: () => calls.phone.isPhone,
  })
  // A page that was in a call takes it up again as soon as it is sure that this device is listed.
  signaling.on('welcome', () => void ownDevice.refresh().then(() => calls.resume()))
  signaling.on('devices', ({ person, chain }) => {
    if (person === me.id) ownDevice.heard({ chain })
    else {
      peers.heard(person, chain)
      void peers.check(person)
    }
  })
  signaling.on('device-pending', ({ pending }) => ownDevice.heard({ pending }))
  const world = createStore<World>(() => emptyWorld(me, organization))
  for (const t of FOLLOWED) {
    signaling.on(t, message => world.setState(now => hear(now, message), true))
  }

  const status = new OwnStatus(signaling)
  const timelines = new Timelines(signaling)
  const devices = new BrowserDevices()
  const callTracks = new LocalTracks(devices)
  const calls: DirectCalls = createDirectCalls({
    signaling,
    tracks: callTracks,
    makeLink: role => new RtcPeerLink(role),
    me: me.id,
    vault,
    peers,
    speaker: () => {
      const now = ownDevice.store.getState()
      return now.is === 'listed' && ownDevice.keys ? { keys: ownDevice.keys, list: now.list } : null
    },
    conversationWith: person =>
      [...world.getState().conversations.values()].find(
        ({ kind, members }) => kind === 'direct' && members.includes(person),
      )?.id ?? null,
    hideAddress: person => hidesAddressFrom(world.getState(), person),
    mayRing: peer => status.mayRing && !world.getState().blocked.has(peer),
  })
  const idle = new IdleWatch({
    signaling,
    isPhone: () => calls.phone.isPhone,
    watch: touched => watchTouches(me.id, touched),
  })
  const conferences = new ConferenceController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: serverReachable => new LiveKitLink({ load: loadLiveKit, serverReachable }),
    sfuUrl: `${location.origin.replace(/^http/, 'ws')}/sfu`,
    // Joining tries again, and says so if it can't.
    preload: () => void loadLiveKit().catch(() => undefined),
  })
  // [CALL-10] Whoever turns to a conference puts their call on hold.
  conferences.store.subscribe(({ phase }, before) => {
    if (phase.is === 'pre-join' && before.phase.is !== 'pre-join') calls.telephone.hold()
  })
  const upgrades = createUpgrade(signaling, calls.telephone, conferences, callTracks)
  const leave = () => conferences.leave()
  addEventListener('pagehide', leave)

  void devices.refresh()
  // The handshake names this device and says whether this tab is the phone: both are found out first.
  void Promise.all([ownDevice.start(), peers.start(), calls.phone.start()]).then(() => signaling.start())

  return {
    signaling,
    world,
    devices,
    meter: meterLevel,
    checkConnection: tell =>
      checkConnection({ askRelay, tryRelay, devices, now: () => performance.now() }, tell),
    calls,
    conferences,
    upgrades,
    playRing: makeTones(),
    timelines,
    ownDevice,
    peers,
    status,
    async markRead(conversation, at) {
      const ack = await signaling.send({ t: 'conversation-read', conversation, at })
      if (!ack.ok) return
      world.setState(now => hear(now, { t: 'conversation-read', conversation, ...ack.reply }), true)
    },
    close() {
      removeEventListener('pagehide', leave)
      idle.close()
      upgrades.close()
      calls.close()
      pinTabs.close()
      conferences.leave()
      timelines.close()
      signaling.stop()
    },
  }
}
