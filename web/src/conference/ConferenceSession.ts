import type { Conference, ConferenceAdmission, ConferencePerson } from '@tacet/protocol/conference'
import type { ErrorCode } from '@tacet/protocol/errors'
import type { SfuHandle } from '@tacet/protocol/ids'
import type { OwnTracks, RemoteSource, SfuLink } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import type { Ending, LineState } from './ConferenceView.ts'
import { Faces } from './Faces.ts'
import { forwardTrack } from './forwardTrack.ts'
import { sfuAdmission } from './sfuAdmission.ts'
import { type Size, type Viewer, VisiblePictures } from './VisiblePictures.ts'

export interface SessionDeps {
  readonly signaling: Signaling
  readonly tracks: OwnTracks
  /** A new link to the engine. It asks `serverReachable` before it takes a broken line for a dead engine. */
  readonly makeLink: (serverReachable: () => boolean) => SfuLink
  /** Where the engine's signalling is, under our own origin. */
  readonly sfuUrl: string
}

export interface SessionEvents {
  readonly onChange: () => void
  readonly onEnding: (ending: Ending) => void
}

/** Answers to a join after which another try is of no use. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['conference-over', 'not-found', 'forbidden', 'unauthorized'])
/** How long a lost conference is sought before it is given up, and how long to wait between two tries. Milliseconds. */
const SEEK_FOR = 60_000
const SEEK_EVERY = 500
/** How long an "End for all" waits for a server that is away. Milliseconds. */
const END_WITHIN = 30_000
/** "Ended for all" comes over two lines; this is how long the one with the reason may be slower. Milliseconds. */
const REASON_WITHIN = 1_000

const wait = (millis: number) => new Promise<void>(resolve => setTimeout(resolve, millis))

/** Being in one conference: from the admission to the end, through crashes of the engine and restarts of the server. */
export class ConferenceSession {
  line: LineState = 'connecting'
  readonly #deps: SessionDeps
  readonly #events: SessionEvents
  readonly #stops: (() => void)[] = []
  readonly #pictures = new VisiblePictures()
  readonly #faces = new Faces()
  #conference: Conference
  #handle: SfuHandle
  #proof: string
  #link: SfuLink
  /** Whether the server knows that this device is in it. After a restart it has to be told. */
  #known = true
  /** Since when no link has come up, milliseconds of `performance.now()`; null while one is. */
  #brokenSince: number | null = performance.now()
  #over = false

  constructor(deps: SessionDeps, events: SessionEvents, admission: ConferenceAdmission) {
    this.#deps = deps
    this.#events = events
    this.#conference = admission.conference
    this.#handle = admission.handle
    this.#proof = admission.proof
    this.#link = this.#open(admission)
    const { signaling, tracks } = deps
    this.#stops.push(
      signaling.onState(state => {
        this.#known = false
        if (state === 'open') void this.#resume()
      }),
      signaling.on('conference', ({ conference }) => this.#take(conference)),
      signaling.on('conference-ended', ({ conference, by }) => {
        if (conference === this.#conference.id) this.#end({ how: 'ended', by })
      }),
      signaling.on('conversation-gone', ({ conversation }) => {
        if (conversation === this.#conference.conversation) this.#end({ how: 'removed' })
      }),
      tracks.onChange(source => void forwardTrack(this.#link, tracks, source)),
    )
  }

  get conference(): Conference {
    return this.#conference
  }

  get handle(): SfuHandle {
    return this.#handle
  }

  get people(): readonly ConferencePerson[] {
    return this.#faces.look(this.#conference.people, this.#link.peers)
  }

  get link(): SfuLink {
    return this.#link
  }

  setVisible(viewer: Viewer, handle: string, source: RemoteSource, size: Size | null): void {
    this.#pictures.look(this.#link, viewer, handle, source, size)
  }

  /** Goes without waiting for anybody: the page may be closing. */
  leave(): void {
    if (this.#over) return
    void this.#deps.signaling.send({ t: 'conference-leave', conference: this.#conference.id })
    this.#close()
  }

  /** Waits for a server that is away. False: it said no or nothing, or `signal` came first; the conference goes on. */
  async endForAll(signal: AbortSignal): Promise<boolean> {
    for (const since = performance.now(); !this.#reachable && performance.now() - since < END_WITHIN; ) {
      await wait(SEEK_EVERY)
    }
    if (signal.aborted || this.#over) return this.#over
    const ack = await this.#deps.signaling.send({ t: 'conference-end', conference: this.#conference.id })
    if (ack.ok && !this.#over) this.#close()
    return ack.ok
  }

  get #reachable(): boolean {
    return this.#known && this.#deps.signaling.state === 'open'
  }

  #open(admission: ConferenceAdmission): SfuLink {
    const link = this.#deps.makeLink(() => this.#reachable)
    link.onChange(() => {
      if (this.#link === link) this.#linkChanged()
    })
    this.#pictures.repeat(link)
    void this.#connect(link, admission)
    return link
  }

  async #connect(link: SfuLink, admission: ConferenceAdmission): Promise<void> {
    const connected = await link.connect(sfuAdmission(this.#deps.sfuUrl, admission))
    if (!connected || this.#link !== link) return
    void this.#deps.signaling.send({ t: 'conference-connected', conference: admission.conference.id })
    for (const source of ['microphone', 'camera', 'screen'] as const) {
      void forwardTrack(link, this.#deps.tracks, source)
    }
  }

  #linkChanged(): void {
    switch (this.#link.state) {
      case 'lost':
        if (this.line === 'connected') this.line = 'reconnecting'
        void this.#rejoin()
        break
      case 'closed':
        void this.#closedByEngine()
        break
      case 'connected':
        this.#brokenSince = null
        this.line = 'connected'
        break
      case 'reconnecting':
        this.line = 'reconnecting'
        break
      case 'idle':
      case 'connecting':
        break
    }
    this.#events.onChange()
  }

  /** [CONF-13] A new link with a new admission and the same tracks, without a click. */
  async #rejoin(): Promise<void> {
    const lost = this.#link
    // Once at once; if the new link comes to nothing either, not in a hurry.
    if (this.#brokenSince === null) this.#brokenSince = performance.now()
    else await wait(SEEK_EVERY)
    const since = this.#brokenSince
    while (performance.now() - since < SEEK_FOR) {
      if (this.#over || this.#link !== lost) return
      // While the server is away there is nobody to ask, and once it is back it must first hear that we are in it.
      if (this.#reachable) {
        const ack = await this.#deps.signaling.send({ t: 'conference-join', conference: this.#conference.id })
        if (this.#over || this.#link !== lost) return
        if (ack.ok) {
          this.#handle = ack.reply.handle
          this.#proof = ack.reply.proof
          this.#link = this.#open(ack.reply)
          this.#take(ack.reply.conference)
          return
        }
        if (FINAL.has(ack.failure.error)) return this.#refused(ack.failure.error)
      }
      await wait(SEEK_EVERY)
    }
    if (!this.#over && this.#link === lost) this.#end({ how: 'unreachable' })
  }

  /** [CONF-16] Tells a server that may have forgotten everything; the media is not touched. */
  async #resume(): Promise<void> {
    const { id, conversation, row, kind, startedBy, startedAt, host } = this.#conference
    const told = {
      conversation,
      row,
      kind,
      startedBy,
      startedAt,
      host,
      handle: this.#handle,
      proof: this.#proof,
    }
    while (!this.#over && !this.#known && this.#deps.signaling.state === 'open') {
      const ack = await this.#deps.signaling.send({ t: 'conference-resume', conference: id, ...told })
      if (this.#over) return
      if (ack.ok) {
        this.#known = true
        this.#take(ack.reply.conference)
        return
      }
      if (FINAL.has(ack.failure.error)) return this.#refused(ack.failure.error)
      await wait(SEEK_EVERY)
    }
  }

  #refused(error: ErrorCode): void {
    this.#end(error === 'forbidden' ? { how: 'removed' } : { how: 'ended', by: null })
  }

  /** The engine has put us out on purpose. Why, our own server tells. */
  async #closedByEngine(): Promise<void> {
    await wait(REASON_WITHIN)
    this.#end({ how: 'removed' })
  }

  #take(conference: Conference): void {
    if (conference.id !== this.#conference.id) return
    this.#conference = conference
    this.#events.onChange()
  }

  #end(ending: Ending): void {
    if (this.#over) return
    this.#close()
    this.#events.onEnding(ending)
  }

  #close(): void {
    this.#over = true
    for (const stop of this.#stops) stop()
    void this.#link.close()
  }
}
