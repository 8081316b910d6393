import type { PeerMessage } from '@tacet/protocol/peer'

/**
 * What features know about media: these interfaces and nothing of RTCPeerConnection, getUserMedia or the SFU's client.
 * Each has a shipped fake in `fakes/`. Whoever opens a track closes it.
 */

/**
 * - `denied`: the person or the browser's settings said no · `dismissed`: the question was closed
 * - `no-device`: there is none (or the chosen one is gone) · `in-use`: another program holds it
 * - `unsupported`: this browser can't · `failed`: anything else
 */
export type MediaFailure = 'denied' | 'dismissed' | 'no-device' | 'in-use' | 'unsupported' | 'failed'
export type MediaResult<T> = { ok: true; value: T } | { ok: false; failure: MediaFailure }

export type DeviceKind = 'microphone' | 'camera' | 'speaker'
/** What of them this page can send. */
export type Captured = Exclude<DeviceKind, 'speaker'>

export interface MediaDevice {
  readonly id: string
  /** Empty until a permission was given once: show "Microphone 1" and the like instead. */
  readonly label: string
}

export interface DeviceList {
  readonly microphone: readonly MediaDevice[]
  readonly camera: readonly MediaDevice[]
  readonly speaker: readonly MediaDevice[]
}

/** [CALL-20] A device in use was pulled, came back, or gave way to the system's new default. */
export interface DeviceNews {
  readonly is: 'removed' | 'returned' | 'moved'
  readonly kind: DeviceKind
  /** Names as the browser gives them, which may be empty: what was in use before … */
  readonly device: string
  /** … and what is now; null: nothing. */
  readonly now: string | null
}

/** Microphones, cameras, speakers and which of them the person chose. Choices are remembered per browser. */
export interface Devices {
  readonly list: DeviceList
  /** Null: follow the system's default. */
  readonly choice: Readonly<Record<DeviceKind, string | null>>
  /** What the system would take now; null where there is none or the browser doesn't tell. */
  readonly systemDefault: Readonly<Record<DeviceKind, string | null>>
  refresh(): Promise<DeviceList>
  choose(kind: DeviceKind, id: string | null): void
  /** List or choice changed. */
  onChange(listener: () => void): () => void
  openMicrophone(): Promise<MediaResult<MediaStreamTrack>>
  openCamera(): Promise<MediaResult<MediaStreamTrack>>
  /** Both with one question to the person. Where that fails each is tried alone, so that each has its own result. */
  openMicrophoneAndCamera(): Promise<{
    microphone: MediaResult<MediaStreamTrack>
    camera: MediaResult<MediaStreamTrack>
  }>
  /** The browser's own picker (SHARE-1). Audio comes along where the browser offers it. */
  captureScreen(): Promise<MediaResult<ScreenCapture>>
  /** [SHARE-2] A whole screen was picked: nothing of it goes anywhere until the person has said so once more. */
  readonly asksWholeScreen: boolean
  answerWholeScreen(yes: boolean): void
  /** False where this browser can't capture a screen (phones). */
  readonly canCaptureScreen: boolean
}

export interface ScreenCapture {
  readonly video: MediaStreamTrack
  readonly audio: MediaStreamTrack | null
}

/**
 * What this page sends: one microphone, one camera, one screen. Opens them when asked, owns them, and closes them; a
 * closed camera's light is off.
 */
export interface OwnTracks {
  /** This person has put the call on hold, and the other side is told. */
  readonly held: boolean
  /** A muted microphone keeps its track. */
  readonly muted: boolean
  track(source: RemoteSource): MediaStreamTrack | null
  /** The browser is opening it, or asks the person whether it may. Opening it once more waits for the same. */
  isStarting(source: Captured): boolean
  /** Null: it is open. */
  openMicrophone(): Promise<MediaFailure | null>
  openCamera(): Promise<MediaFailure | null>
  /** Both with one question to the person. Answers what could not be opened. */
  openMicrophoneAndCamera(): Promise<Partial<Record<Captured, MediaFailure>>>
  /** Also one that still starts. */
  closeCamera(): void
  setMuted(muted: boolean): void
  /** Opens the browser's picker: call it in the handler of a click. */
  startScreen(): Promise<MediaFailure | null>
  stopScreen(): void
  /** The share stands still: whoever looks on keeps the last picture. */
  readonly screenPaused: boolean
  pauseScreen(paused: boolean): void
  /** What matters in the share: sharp text (the usual), or smooth movement. */
  setScreenMotion(motion: boolean): void
  /** That source has a new track, or none, or another mute state. */
  onChange(listener: (source: RemoteSource) => void): () => void
  /** A device was plugged in or pulled, and what became of it is done. */
  onDeviceNews(listener: (news: DeviceNews) => void): () => void
  /**
   * Sends copies of what `other` sends, with its mute state, and goes on doing so until the returned function is called:
   * no device is opened for it, and what was taken over stays when `other` stops.
   */
  follow(other: OwnTracks): () => void
  /** Stops everything. The object may be used again for the next call. */
  stopAll(): void
}

/** How loud a track is, 0…1, about 20 times a second, until the returned function is called. */
export type MeterLevel = (track: MediaStreamTrack, onLevel: (level: number) => void) => () => void

/** What was really negotiated, read from getStats: shown on the sheet behind the label. */
export interface TransportFacts {
  readonly path: 'direct' | 'relayed'
  /** The address the other side sees of us, and the one we see of it; null where the browser hides it (mDNS). */
  readonly localAddress: string | null
  readonly remoteAddress: string | null
  /** Nothing of that side but an address of our relay is known to the other one. */
  readonly localHidden: boolean
  readonly remoteHidden: boolean
  /** Such as `1.2` or `1.3`. */
  readonly dtlsVersion: string | null
  readonly dtlsCipher: string | null
  readonly srtpCipher: string | null
}

/**
 * One leg of a direct call: an RTCPeerConnection with five fixed m-lines (microphone, camera, screen, screen audio,
 * data) and no track until both sides have agreed. Descriptions and candidates travel as the texts and objects given.
 */
export interface PeerLink {
  /**
   * Before the first description of a leg that connects while it rings: its candidates are those of the relay alone
   * (ICE-2). A leg that is not prepared gathers nothing until `openPath`.
   */
  prepare(iceServers: readonly RTCIceServer[]): void
  /** Caller: the description for a device that only rings. It holds no address. */
  createOffer(): Promise<string>
  /** Callee: takes the caller's description and answers it. */
  createAnswer(offer: string): Promise<string>
  /** Caller: takes the answer. */
  takeAnswer(answer: string): Promise<void>
  /**
   * After consent: the real path may be looked for. The caller's link then asks for a renegotiation (ICE-3), a prepared
   * one once it is connected, or after 2 s.
   */
  openPath(path: PathPolicy): void
  /** From now on these; null, those there are. Whatever is asked of the link afterwards waits for them. */
  renewServers(servers: Promise<readonly RTCIceServer[] | null>): void
  /** Looks for a new path without touching what flows. */
  restartIce(): void
  /** A renegotiation of the other side. Answers with our description, or null when it must be ignored (NEG-2). */
  takeRenegotiation(kind: 'offer' | 'answer', sdp: string): Promise<string | null>
  addCandidate(candidate: LegCandidate): Promise<void>
  /** What this side sends from now on; null stops it. Tracks stay their owner's. Before consent this throws. */
  send(source: RemoteSource, track: MediaStreamTrack | null): Promise<void>
  /** The other side's track of that m-line. It is there from the start; whether anything is on it, `sending` tells. */
  /** The screen stands still from now on, or moves again; its track stays. */
  pauseScreen(paused: boolean): Promise<void>
  receive(source: RemoteSource): MediaStreamTrack
  say(message: PeerMessage): void
  /** DER, the other side's own first, once DTLS is up; undefined where the browser doesn't tell (CERT-1). */
  remoteCertificates(): readonly ArrayBuffer[] | undefined
  facts(): Promise<TransportFacts | null>
  quality(): Promise<QualityReport>
  on(listener: (event: PeerLinkEvent) => void): () => void
  close(): void
}

export interface PathPolicy {
  readonly iceServers: readonly RTCIceServer[]
  /** True hides our address: everything runs over our own relay. */
  readonly relayOnly: boolean
}

export interface LegCandidate {
  readonly mid: string
  readonly ufrag: string
  /** Empty: no more of this generation. */
  readonly cand: string
}

export type PeerLinkEvent =
  /** To be sent as `renego`. */
  | { readonly is: 'renegotiation'; readonly kind: 'offer'; readonly sdp: string }
  | { readonly is: 'candidate'; readonly candidate: LegCandidate }
  /**
   * DTLS is up, for the first time or again after a restart: the path is encrypted, and whose certificate is at its
   * other end can be read.
   */
  | { readonly is: 'secured' }
  /** A ping or media arrives: the first one, and the first after a silence. */
  | { readonly is: 'flowing' }
  /** Nothing has arrived for 1.5 s, or the path broke (CALL-15). */
  | { readonly is: 'silent' }
  | { readonly is: 'said'; readonly message: PeerMessage }

/** 0 = nothing arrives … 4 = good. */
export type Quality = 0 | 1 | 2 | 3 | 4

/** The bars of a direct call, and what they are read from. */
export interface QualityReport {
  readonly bars: Quality
  /** Milliseconds there and back. */
  readonly roundTrip: number
  /** Share of the packets (0…1) lost on the way here since the last look. */
  readonly lossIn: number
  /** The same on the way there, as the other side reports it; null until it does. */
  readonly lossOut: number | null
  /** Own pictures are not sent for the time being: the line has room for the voice alone. */
  readonly videoPaused: boolean
}

/** All that one side can send, in the order in which it is given to a link. */
export const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const
export type RemoteSource = (typeof SOURCES)[number]

export interface RemoteTrack {
  readonly source: RemoteSource
  readonly track: MediaStreamTrack
  readonly muted: boolean
}

/** One participant of a conference as the engine shows them: a handle, no name. */
export interface SfuPeer {
  readonly handle: string
  readonly tracks: readonly RemoteTrack[]
  readonly speaking: boolean
  readonly quality: Quality
}

/**
 * - `reconnecting`: our line to the engine broke; media may still flow
 * - `closed`: over for good: left, removed, ended
 * - `lost`: this link is beyond repair; join again with a new ticket and a new link
 */
export type SfuState = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'lost' | 'closed'

export interface SfuAdmission {
  /** Absolute WebSocket address under our own origin. */
  readonly url: string
  readonly ticket: string
  readonly iceServers: readonly RTCIceServer[]
}

/** One join of one conference through our own SFU. A new join takes a new link. */
export interface SfuLink {
  readonly state: SfuState
  readonly peers: readonly SfuPeer[]
  /** Whether the engine hears this person speak, and how well this device is connected. */
  readonly self: { readonly speaking: boolean; readonly quality: Quality }
  connect(admission: SfuAdmission): Promise<boolean>
  /** Null stops sending. The link never stops or mutes the track itself: that is its owner's. */
  setMicrophone(track: MediaStreamTrack | null): Promise<void>
  setCamera(track: MediaStreamTrack | null): Promise<void>
  setScreen(capture: ScreenCapture | null): Promise<void>
  /** Muting keeps the track published, so that unmuting is instant. */
  setMicrophoneMuted(muted: boolean): Promise<void>
  /** Which remote pictures are visible and how large (CSS px × device pixel ratio): the rest is not received. */
  setVisible(handle: string, source: RemoteSource, size: { width: number; height: number } | null): void
  /** Whether sound of that source has arrived from them and was played out, and not only been announced. */
  hears(handle: string, source: 'microphone' | 'screen-audio'): Promise<boolean>
  facts(): Promise<TransportFacts | null>
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** Whether two connections of this page find each other over our own relay: milliseconds, or null where they don't. */
export type TryRelay = (iceServers: readonly RTCIceServer[]) => Promise<number | null>
