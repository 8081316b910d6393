import type { Room, RoomOptions } from 'livekit-client'
import type {
  RemoteSource,
  ScreenCapture,
  SfuAdmission,
  SfuLink,
  SfuPeer,
  SfuState,
  TransportFacts,
} from './ports.ts'
import { readTransportFacts } from './readTransportFacts.ts'
import { SfuOutgoing } from './SfuOutgoing.ts'
import { SignalRetry } from './SignalRetry.ts'
import { qualityOf, sfuPeers, sourceOf } from './sfuPeers.ts'

type LiveKit = typeof import('livekit-client')

/** Loads the engine's client: never with the page, only when somebody is about to join. */
export async function loadLiveKit(): Promise<LiveKit> {
  const liveKit = await import('livekit-client')
  silence(liveKit)
  return liveKit
}

/**
 * Its messages hold handles and addresses; they belong in nobody's console. `setLogLevel` would write each logger's
 * level into local storage, which shows that this browser once had a conference before it. A default is not written;
 * loggers that are made later take over that of the first.
 */
function silence({ getLogger, LoggerNames, LogLevel }: LiveKit): void {
  for (const name of Object.values(LoggerNames)) {
    const logger = getLogger(name)
    logger.setDefaultLevel(LogLevel.silent)
    logger.resetLevel()
  }
}

/** Samples that were played out before somebody counts as heard: a tenth of a second at 48 kHz. */
const HEARD_SAMPLES = 4_800

interface Size {
  readonly width: number
  readonly height: number
}

/** Sizes are told in steps, so that dragging a window's edge is no flood of messages. Pixels. */
const STEP = 160
const stepped = ({ width, height }: Size): Size => ({
  width: Math.ceil(width / STEP) * STEP,
  height: Math.ceil(height / STEP) * STEP,
})

export interface LiveKitLinkDeps {
  readonly load: () => Promise<LiveKit>
  /**
   * Whether our server answers and knows of this join. While it does not, a broken line to the engine is its absence,
   * the engine itself lives on, and its media must not be touched.
   */
  readonly serverReachable: () => boolean
}

/** One join of one conference, over LiveKit's client. */
export class LiveKitLink implements SfuLink {
  state: SfuState = 'idle'
  peers: readonly SfuPeer[] = []
  self: SfuLink['self'] = { speaking: false, quality: 4 }
  readonly #deps: LiveKitLinkDeps
  readonly #listeners = new Set<() => void>()
  /** Per handle and source, what the tiles have asked for. */
  readonly #visible = new Map<string, Size | null>()
  #room: Room | null = null
  #outgoing: SfuOutgoing | null = null

  constructor(deps: LiveKitLinkDeps) {
    this.#deps = deps
  }

  async connect({ url, ticket, iceServers }: SfuAdmission): Promise<boolean> {
    this.#become('connecting')
    try {
      const liveKit = await this.#deps.load()
      if (this.state !== 'connecting') return false
      const room = new liveKit.Room(this.#roomOptions())
      this.#room = room
      this.#outgoing = new SfuOutgoing(liveKit, room.localParticipant)
      this.#listen(liveKit, room)
      await room.connect(url, ticket, { maxRetries: 0, rtcConfig: { iceServers: [...iceServers] } })
      if (this.#room !== room) return false
      this.#become('connected')
      return true
    } catch {
      // Refused or not reached: the caller asks for a new admission.
      this.#lose()
      return false
    }
  }

  setMicrophone(track: MediaStreamTrack | null): Promise<void> {
    return this.#send('microphone', track)
  }

  setCamera(track: MediaStreamTrack | null): Promise<void> {
    return this.#send('camera', track)
  }

  async setScreen(capture: ScreenCapture | null): Promise<void> {
    this.#outgoing?.want('screen-audio', capture?.audio ?? null)
    await this.#send('screen', capture?.video ?? null)
  }

  async setMicrophoneMuted(muted: boolean): Promise<void> {
    this.#outgoing?.mute(muted)
    await this.#outgoing?.sync()
  }

  setVisible(handle: string, source: RemoteSource, size: Size | null): void {
    this.#visible.set(`${handle} ${source}`, size)
    this.#applyVisible()
  }

  async hears(handle: string, source: 'microphone' | 'screen-audio'): Promise<boolean> {
    const publications = this.#room?.remoteParticipants.get(handle)?.trackPublications.values() ?? []
    const track = [...publications].find(one => sourceOf(one) === source)?.audioTrack
    const stats = await track?.getRTCStatsReport().catch(() => undefined)
    return [...(stats?.values() ?? [])].some(
      one => one.type === 'inbound-rtp' && Number(one.totalSamplesReceived ?? 0) > HEARD_SAMPLES,
    )
  }

  async facts(): Promise<TransportFacts | null> {
    const stats = await this.#room?.engine.pcManager?.publisher.getStats()
    return stats === undefined ? null : readTransportFacts(stats)
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#become('closed')
    await this.#letGo()
  }

  #roomOptions(): RoomOptions {
    return {
      // Our tiles tell their sizes themselves (`setVisible`): they may lie in another window.
      adaptiveStream: false,
      dynacast: true,
      stopLocalTrackOnUnpublish: false,
      disconnectOnPageLeave: false,
      reconnectPolicy: new SignalRetry(this.#deps.serverReachable),
    }
  }

  #listen({ RoomEvent, DisconnectReason }: LiveKit, room: Room): void {
    const refresh = () => {
      if (this.#room === room) this.#refresh(room)
    }
    for (const event of [
      RoomEvent.ParticipantConnected,
      RoomEvent.ParticipantDisconnected,
      RoomEvent.TrackUnsubscribed,
      RoomEvent.TrackMuted,
      RoomEvent.TrackUnmuted,
      RoomEvent.ActiveSpeakersChanged,
      RoomEvent.ConnectionQualityChanged,
    ] as const) {
      room.on(event, refresh)
    }
    room.on(RoomEvent.TrackSubscribed, ({ mediaStreamTrack }) => {
      for (const event of ['mute', 'unmute', 'ended']) mediaStreamTrack.addEventListener(event, refresh)
      refresh()
    })
    room.on(RoomEvent.SignalReconnecting, () => {
      if (this.#deps.serverReachable()) this.#lose()
      else this.#become('reconnecting')
    })
    // Its client wants to join anew by itself, which is not to be trusted: we do that.
    room.on(RoomEvent.Reconnecting, () => this.#lose())
    room.on(RoomEvent.Reconnected, () => {
      this.#become('connected')
      void this.#outgoing?.sync()
      refresh()
    })
    const over = new Set([
      DisconnectReason.PARTICIPANT_REMOVED,
      DisconnectReason.ROOM_DELETED,
      DisconnectReason.ROOM_CLOSED,
      DisconnectReason.DUPLICATE_IDENTITY,
    ])
    room.on(RoomEvent.Disconnected, reason => {
      if (this.#room !== room) return
      if (reason !== undefined && over.has(reason)) void this.close()
      else this.#lose()
    })
  }

  async #send(source: RemoteSource, track: MediaStreamTrack | null): Promise<void> {
    this.#outgoing?.want(source, track)
    await this.#outgoing?.sync()
  }

  #applyVisible(): void {
    for (const participant of this.#room?.remoteParticipants.values() ?? []) {
      for (const publication of participant.videoTrackPublications.values()) {
        const source = publication.source === 'screen_share' ? 'screen' : 'camera'
        const size = this.#visible.get(`${participant.identity} ${source}`)
        // Not asked for yet: its tile is on the way, and the picture may be there before it.
        if (size === undefined || !publication.isSubscribed) continue
        publication.setEnabled(size !== null)
        if (size !== null) publication.setVideoDimensions(stepped(size))
      }
    }
  }

  #refresh(room: Room): void {
    const { isSpeaking, connectionQuality } = room.localParticipant
    this.peers = sfuPeers(room)
    this.self = { speaking: isSpeaking, quality: qualityOf(connectionQuality) }
    this.#applyVisible()
    this.#tell()
  }

  /** Beyond repair. What was sent goes on living with its owner, for the next link. */
  #lose(): void {
    if (this.state === 'closed' || this.state === 'lost') return
    this.#become('lost')
    void this.#letGo()
  }

  async #letGo(): Promise<void> {
    const room = this.#room
    this.#room = null
    this.#outgoing?.close()
    this.#outgoing = null
    this.peers = []
    room?.removeAllListeners()
    // False: the tracks are not the engine's to stop.
    await room?.disconnect(false)
  }

  #become(state: SfuState): void {
    if (this.state === state || this.state === 'closed') return
    this.state = state
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
