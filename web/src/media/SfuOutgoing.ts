import type { LocalParticipant, LocalTrack, TrackPublishOptions } from 'livekit-client'
import { type RemoteSource, SOURCES } from './ports.ts'

type LiveKit = typeof import('livekit-client')

interface Sent {
  readonly original: MediaStreamTrack
  /** What the engine's client gets: it mutes and ends its copy, and the original stays its owner's. */
  readonly copy: MediaStreamTrack
  readonly track: LocalTrack
}

function publishOptions(liveKit: LiveKit, source: RemoteSource): TrackPublishOptions {
  const { Source } = liveKit.Track
  switch (source) {
    case 'microphone':
      return { source: Source.Microphone, dtx: true, red: true }
    case 'camera':
      return { source: Source.Camera, simulcast: true, videoCodec: 'vp8', backupCodec: false }
    case 'screen':
      // Sharp text before smooth motion (SHARE-1).
      return {
        source: Source.ScreenShare,
        simulcast: true,
        videoCodec: 'vp8',
        backupCodec: false,
        degradationPreference: 'maintain-resolution',
      }
    case 'screen-audio':
      return { source: Source.ScreenShareAudio, dtx: false, red: false }
  }
}

function copyOf(original: MediaStreamTrack): MediaStreamTrack {
  const copy = original.clone()
  copy.contentHint = original.contentHint
  copy.enabled = true
  return copy
}

/** Brings what one participant sends into line with what is wanted, one change after the other. */
export class SfuOutgoing {
  readonly #liveKit: LiveKit
  readonly #participant: LocalParticipant
  readonly #wanted = new Map<RemoteSource, MediaStreamTrack>()
  readonly #sent = new Map<RemoteSource, Sent>()
  #muted = false
  #work: Promise<void> = Promise.resolve()
  #closed = false

  constructor(liveKit: LiveKit, participant: LocalParticipant) {
    this.#liveKit = liveKit
    this.#participant = participant
  }

  want(source: RemoteSource, track: MediaStreamTrack | null): void {
    if (track === null) this.#wanted.delete(source)
    else this.#wanted.set(source, track)
  }

  mute(muted: boolean): void {
    this.#muted = muted
  }

  /** Resolves when everything wanted so far is sent, or could not be: then the next call tries again. */
  sync(): Promise<void> {
    this.#work = this.#work.then(async () => {
      for (const source of SOURCES) {
        if (this.#closed) return
        // While the line to the engine is broken nothing can be published; after it is back all of it is synced again.
        await this.#syncOne(source).catch(() => undefined)
      }
    })
    return this.#work
  }

  /** Ends the copies. The engine's client has to be gone, or about to. */
  close(): void {
    this.#closed = true
    for (const { copy } of this.#sent.values()) copy.stop()
    this.#sent.clear()
  }

  async #syncOne(source: RemoteSource): Promise<void> {
    const wanted = this.#wanted.get(source)
    const sent = this.#sent.get(source)
    if (wanted === undefined) {
      if (sent !== undefined) await this.#stop(source, sent)
      return
    }
    if (sent === undefined) await this.#start(source, wanted)
    else if (sent.original !== wanted) await this.#replace(source, sent, wanted)
    if (source === 'microphone') await this.#syncMute()
  }

  async #start(source: RemoteSource, original: MediaStreamTrack): Promise<void> {
    const copy = copyOf(original)
    const { LocalAudioTrack, LocalVideoTrack } = this.#liveKit
    // Its own types do not hold under exactOptionalPropertyTypes.
    const track = new (original.kind === 'audio' ? LocalAudioTrack : LocalVideoTrack)(
      copy,
      undefined,
      true,
    ) as LocalTrack
    try {
      // Muted before it is published: who joins muted sends not even the first syllable.
      if (source === 'microphone' && this.#muted) await track.mute()
      await this.#participant.publishTrack(track, publishOptions(this.#liveKit, source))
    } catch (error) {
      copy.stop()
      throw error
    }
    if (this.#closed) copy.stop()
    else this.#sent.set(source, { original, copy, track })
  }

  async #replace(source: RemoteSource, sent: Sent, original: MediaStreamTrack): Promise<void> {
    const copy = copyOf(original)
    await sent.track.replaceTrack(copy, true)
    sent.copy.stop()
    if (this.#closed) copy.stop()
    else this.#sent.set(source, { original, copy, track: sent.track })
  }

  async #stop(source: RemoteSource, { copy, track }: Sent): Promise<void> {
    // First the copy: the camera's light goes off even if the engine can't be told.
    copy.stop()
    this.#sent.delete(source)
    await this.#participant.unpublishTrack(track, false)
  }

  async #syncMute(): Promise<void> {
    const track = this.#sent.get('microphone')?.track
    if (track === undefined || track.isMuted === this.#muted) return
    await (this.#muted ? track.mute() : track.unmute())
  }
}
