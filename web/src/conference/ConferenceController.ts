import type { ConferenceAdmission } from '@tacet/protocol/conference'
import type { ConferenceId, ConversationId, PersonId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OwnTracks, RemoteSource } from '../media/ports.ts'
import { ConferenceSession, type SessionDeps } from './ConferenceSession.ts'
import {
  type ConferenceView,
  type Ending,
  kindOf,
  type MediaProblem,
  MUTED_FROM,
  NOTHING,
  ownMedia,
} from './ConferenceView.ts'
import type { Size, Viewer } from './VisiblePictures.ts'

export interface ConferenceControllerDeps extends SessionDeps {
  /** Begins to load the engine's client, so that it is there when the person has looked into the mirror. */
  readonly preload: () => void
}

/** Conferences of this page: which ones run, and the one that the person is about to join, in, or just out of. */
export class ConferenceController {
  readonly store: StoreApi<ConferenceView> = createStore(() => NOTHING)
  readonly #deps: ConferenceControllerDeps
  #session: ConferenceSession | null = null
  #unfollow: () => void = () => undefined
  /** Counts up whenever the person goes somewhere else, so that late answers don't pull them back. */
  #visit = 0

  constructor(deps: ConferenceControllerDeps) {
    this.#deps = deps
    const { signaling, tracks } = deps
    signaling.on('welcome', ({ now, conferences, engine }) =>
      this.#set({
        engine,
        clockOffset: performance.now() - now,
        running: new Map(conferences.map(conference => [conference.conversation, conference])),
      }),
    )
    signaling.on('engine', ({ engine }) => this.#set({ engine }))
    signaling.on('conference', ({ conference }) =>
      this.#set({ running: new Map(this.#view.running).set(conference.conversation, conference) }),
    )
    signaling.on('conference-ended', ({ conversation }) => this.#forget(conversation))
    signaling.on('conversation-gone', ({ conversation }) => {
      this.#forget(conversation)
      const { phase } = this.#view
      if (phase.is === 'pre-join' && phase.conversation === conversation) this.leave()
    })
    tracks.onChange(() => this.#showOwn())
  }

  /** [CONF-1] Start and Join both lead here. The microphone is opened for its meter, the camera when asked; nothing is sent. */
  async preJoin(conversation: ConversationId): Promise<void> {
    this.leave()
    this.#deps.preload()
    const muted = (this.#view.running.get(conversation)?.people.length ?? 0) >= MUTED_FROM
    this.#set({ phase: { is: 'pre-join', conversation, muted, busy: false, refused: null } })
    await this.#open('microphone')
  }

  async join(): Promise<void> {
    const { phase } = this.#view
    if (phase.is !== 'pre-join' || phase.busy) return
    const visit = this.#visit
    this.#set({ phase: { ...phase, busy: true, refused: null } })
    const { signaling } = this.#deps
    const started = await this.#findOrStart(phase.conversation)
    const ack = typeof started === 'string' ? await this.#admission(started) : started
    if (visit !== this.#visit) {
      // Turned away meanwhile: let nobody wait for us.
      if (ack.ok) void signaling.send({ t: 'conference-leave', conference: ack.reply.conference.id })
      return
    }
    const now = this.#view.phase
    if (now.is !== 'pre-join') return
    if (!ack.ok) {
      this.#set({ phase: { ...now, busy: false, refused: ack.failure.error } })
      return
    }
    this.#deps.tracks.setMuted(now.muted)
    this.#begin(ack.reply)
  }

  /**
   * [UPG-4] Straight in, beside a direct call that runs: it sends copies of what that sends until `settle`. False: the
   * server says no.
   */
  async enter(id: ConferenceId, beside: OwnTracks): Promise<boolean> {
    this.leave()
    const visit = this.#visit
    this.#deps.preload()
    this.#unfollow = this.#deps.tracks.follow(beside)
    const ack = await this.#admission(id)
    if (visit !== this.#visit) {
      if (ack.ok) void this.#deps.signaling.send({ t: 'conference-leave', conference: id })
      return false
    }
    if (!ack.ok) {
      this.leave()
      return false
    }
    this.#begin(ack.reply)
    return true
  }

  /** What it sends is its own from now on. */
  settle(): void {
    this.#unfollow()
    this.#unfollow = () => undefined
  }

  /** [UPG-5] Rings somebody into it. */
  async ring(people: readonly PersonId[]): Promise<boolean> {
    const conference = this.#session?.conference.id
    if (conference === undefined) return false
    const ack = await this.#deps.signaling.send({ t: 'conference-ring', conference, people: [...people] })
    return ack.ok
  }

  /** [CONF-2] Stops ringing, here and on the person's other devices, whether they come or not. */
  answered(conference: ConferenceId): void {
    void this.#deps.signaling.send({ t: 'conference-answered', conference })
  }

  /** Whether this device hears that person in it: sound where they send any, else that they are there. */
  async hears(person: PersonId, sends: boolean): Promise<boolean> {
    const session = this.#session
    const peers = session?.people.filter(each => each.person === person) ?? []
    for (const { handle } of peers) {
      if (!session?.link.peers.some(peer => peer.handle === handle)) continue
      if (!sends || (await session.link.hears(handle, 'microphone'))) return true
    }
    return false
  }

  /** Out of pre-join, conference, or the page about its end. Leaving is not ending (CONF-7). */
  leave(): void {
    this.#visit++
    this.#session?.leave()
    this.#session = null
    this.settle()
    this.#deps.tracks.stopAll()
    this.#set({
      phase: { is: 'out' },
      problem: null,
      peers: [],
      facts: null,
      own: ownMedia(this.#deps.tracks),
    })
  }

  /** For the host only; the server checks. False: it did not answer, or `signal` came first; nothing has changed. */
  async endForAll(signal: AbortSignal): Promise<boolean> {
    const done = (await this.#session?.endForAll(signal)) ?? false
    if (done) this.leave()
    return done
  }

  async setMuted(muted: boolean): Promise<void> {
    const visit = this.#visit
    if (!muted && this.#deps.tracks.track('microphone') === null) {
      if ((await this.#open('microphone')) !== null || visit !== this.#visit) return
    }
    // The person may have joined since they asked.
    const { phase } = this.#view
    if (phase.is === 'pre-join') this.#set({ phase: { ...phase, muted } })
    else this.#deps.tracks.setMuted(muted)
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) await this.#open('camera')
    else this.#deps.tracks.closeCamera()
    this.#showOwn()
  }

  /** Must run in the handler of a click: browsers open their screen picker for nobody else. */
  async setSharing(on: boolean): Promise<void> {
    if (!on) {
      this.#deps.tracks.stopScreen()
      return
    }
    const failure = await this.#deps.tracks.startScreen()
    // Closing the picker is an answer, not a problem.
    const problem: MediaProblem | null =
      failure === null || failure === 'dismissed' ? null : { source: 'screen', failure }
    this.#set({ problem })
  }

  dismissProblem(): void {
    this.#set({ problem: null })
  }

  setVisible(viewer: Viewer, handle: string, source: RemoteSource, size: Size | null): void {
    this.#session?.setVisible(viewer, handle, source, size)
  }

  /** Reads what was negotiated, for the sheet behind the label. */
  async lookAtFacts(): Promise<void> {
    const visit = this.#visit
    const facts = (await this.#session?.link.facts()) ?? null
    if (visit === this.#visit) this.#set({ facts })
  }

  get #view(): ConferenceView {
    return this.store.getState()
  }

  #set(change: Partial<ConferenceView>): void {
    this.store.setState(change)
  }

  async #findOrStart(conversation: ConversationId) {
    const running = this.#view.running.get(conversation)
    if (running !== undefined) return running.id
    const ack = await this.#deps.signaling.send({
      t: 'conference-start',
      conversation,
      kind: kindOf(ownMedia(this.#deps.tracks)),
    })
    return ack.ok ? ack.reply.conference.id : ack
  }

  #begin(admission: ConferenceAdmission): void {
    this.#session = new ConferenceSession(
      this.#deps,
      { onChange: () => this.#show(), onEnding: ending => this.#ended(ending) },
      admission,
    )
    this.#show()
  }

  #admission(conference: ConferenceId) {
    return this.#deps.signaling.send({ t: 'conference-join', conference })
  }

  async #open(source: 'microphone' | 'camera'): Promise<MediaProblem | null> {
    const { tracks } = this.#deps
    const visit = this.#visit
    const opening = source === 'microphone' ? tracks.openMicrophone() : tracks.openCamera()
    this.#showOwn()
    const failure = await opening
    this.#showOwn()
    const problem = failure === null ? null : { source, failure }
    if (visit === this.#visit && (problem !== null || this.#view.problem?.source === source))
      this.#set({ problem })
    return problem
  }

  #showOwn(): void {
    this.#set({ own: ownMedia(this.#deps.tracks) })
  }

  #show(): void {
    const session = this.#session
    if (session === null) return
    const { conference, handle, people, line, link } = session
    this.#set({ phase: { is: 'in', conference, handle, people, line }, peers: link.peers, self: link.self })
  }

  #ended(ending: Ending): void {
    const conference = this.#session?.conference
    this.leave()
    if (conference !== undefined) this.#set({ phase: { is: 'over', conference, ending } })
  }

  #forget(conversation: ConversationId): void {
    const running = new Map(this.#view.running)
    running.delete(conversation)
    this.#set({ running })
  }
}
