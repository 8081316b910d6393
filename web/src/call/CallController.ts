import {
  type CallEffect,
  type CallEvent,
  type CallFacts,
  type CallState,
  isFree,
  type Media,
  mayUseDevices,
} from '@tacet/domain/call/CallState'
import { callMachine } from '@tacet/domain/call/callMachine'
import { resumeOf } from '@tacet/domain/call/resumeOf'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Peers } from '../identity/Peers.ts'
import type { MediaFailure, OwnTracks } from '../media/ports.ts'
import { Aside } from './Aside.ts'
import { CallLines, type CallLinesDeps } from './CallLines.ts'
import { CallTimers } from './CallTimers.ts'
import { type CallView, type MediaProblem, NO_CALL, NO_PEER_MEDIA, ownMedia } from './CallView.ts'
import { EndReports } from './EndReports.ts'
import type { LineEvent } from './LineEvent.ts'
import { openFor, problemOf } from './openFor.ts'

export type CallSound = Extract<CallEffect, { do: 'sound' }>['sound']

/** A call that a page was in when it went away. */
export interface ResumableCall {
  readonly conversation: ConversationId
  readonly peer: PersonId
  readonly device: DeviceId
  readonly media: Media
}

export interface CallControllerDeps extends CallLinesDeps {
  /** Who I am, and what this device knows of the others' keys. */
  me: PersonId
  peers: Peers
  drawCallId: () => CallId
  play: (sound: CallSound) => void
  /** [CALL-11], CALL-23: what must not ring does not, whatever the server lets through. */
  mayRing: (peer: PersonId) => boolean
}

/** Runs the machine of a direct call: presses and messages go in as events, its effects are carried out here. */
export class CallController {
  readonly store: StoreApi<CallView> = createStore(() => NO_CALL)
  readonly aside = new Aside(message => this.#lines.say(message))
  readonly #deps: CallControllerDeps
  readonly #lines: CallLines
  readonly #reports: EndReports
  readonly #timers = new CallTimers(timer => this.#on({ is: 'timer', timer }))
  /** LEG-2: all first legs of a call share one. */
  #ctr: Promise<number> = Promise.resolve(0)
  readonly #rung = new Set<DeviceId>()
  /** Counts up with every release, so that what an earlier call asked for doesn't touch the next one. */
  #life = 0

  constructor(deps: CallControllerDeps) {
    this.#deps = deps
    this.#lines = new CallLines(deps, event => this.#lineEvent(event))
    const { signaling, tracks } = deps
    this.#reports = new EndReports(signaling, call => this.callOver(call))
    signaling.on('call-ringing', ({ call, device }) => this.#on({ is: 'device-rings', call, device }))
    signaling.on('call-device', ({ call, device }) => this.#on({ is: 'device-came', call, device }))
    signaling.on('call-ended', async ({ call, reason }) => {
      // What the other device has signed came first, takes a moment to check, and says more (ERR-3).
      await this.#lines.settled()
      this.#on({ is: 'ended', call, reason })
    })
    signaling.onState(state => {
      if (state === 'open') void this.#resume()
    })
    tracks.onChange(() => this.#set({ own: ownMedia(tracks) }))
    tracks.onDeviceNews(deviceNews => {
      if (this.#mayUseDevices) this.#set({ deviceNews })
    })
  }

  /** Must run in the handler of a click: browsers open their screen picker for nobody else. */
  dial(conversation: ConversationId, peer: PersonId, media: CallKind): void {
    this.#on({ is: 'dial', facts: { call: this.#deps.drawCallId(), conversation, peer, media, row: null } })
  }

  /** [CALL-16] Goes on with the call that this page was in before it was loaded anew. */
  resume({ conversation, peer, device, media }: ResumableCall): void {
    const call = this.#deps.drawCallId()
    this.#on({ is: 'resume', facts: { call, conversation, peer, media, row: null, resumes: device } })
  }

  /** [CALL-15] Another network, or one again. */
  networkChanged(): void {
    this.#on({ is: 'network-changed' })
  }

  accept(media: Media): void {
    this.#on({ is: 'accept', media })
  }

  decline(): void {
    this.#on({ is: 'decline' })
  }

  hangUp(): void {
    this.#on({ is: 'hang-up' })
  }

  /** The two compared their emoji, and they differ: over, whatever was just said. */
  async noMatch(): Promise<void> {
    const facts = factsOf(this.store.getState().call)
    this.#on({ is: 'no-match' })
    if (facts) await this.#deps.peers.noMatch(facts.peer)
  }

  /** [UPG-4] The conference carries the call from here on. */
  readonly giveWay = () => this.#on({ is: 'give-way' })

  /** Takes the end of a call off the screen. */
  dismiss(): void {
    this.#on({ is: 'dismiss' })
  }

  /** After a device could not be opened before ringing: call without it. */
  continueWithout(): void {
    this.#set({ problem: null })
    this.#on({ is: 'ready' })
  }

  /** The same again, after the person has allowed or plugged in what was missing. */
  retryMedia(): void {
    const { call } = this.store.getState()
    if (call.at !== 'preparing') return
    this.#set({ problem: null })
    void this.#openMedia(call.facts.media)
  }

  /** The server knows no such call (any more). */
  callOver(call: CallId): void {
    this.#on({ is: 'call-over', call })
  }

  dismissNote(about: 'problem' | 'deviceNews'): void {
    this.#set(about === 'problem' ? { problem: null } : { deviceNews: null })
  }

  async toggleMicrophone(): Promise<void> {
    if (!this.#mayUseDevices) return
    const { tracks } = this.#deps
    if (tracks.track('microphone')) tracks.setMuted(!tracks.muted)
    else this.#report('microphone', await tracks.openMicrophone())
  }

  async toggleCamera(): Promise<void> {
    if (!this.#mayUseDevices) return
    const { tracks } = this.#deps
    if (tracks.track('camera')) tracks.closeCamera()
    else this.#report('camera', await tracks.openCamera())
  }

  /** Must run in the handler of a click. */
  async toggleScreen(): Promise<void> {
    if (!this.#mayUseDevices) return
    const { tracks } = this.#deps
    if (tracks.track('screen')) {
      tracks.stopScreen()
      return
    }
    const failure = await tracks.startScreen()
    // Closing the picker is an answer, not a problem.
    if (failure !== 'dismissed') this.#report('screen', failure)
  }

  /** What a person may do with their running share. */
  get share(): Pick<OwnTracks, 'pauseScreen' | 'setScreenMotion'> {
    return this.#deps.tracks
  }

  /**
   * The page goes away: the other side need not wait for its silence. Answers the call that this page takes up again
   * if it was only loaded anew (CALL-16); null where it is over, or was none.
   */
  leavePage(): ResumableCall | null {
    const { call } = this.store.getState()
    // A ring goes on elsewhere, or is taken up again by this browser's next page.
    if (call.at === 'ringing-in') return null
    if (call.at !== 'connected' && call.at !== 'reconnecting') {
      this.hangUp()
      return null
    }
    this.#lines.say({ t: 'leaving' })
    const { conversation, peer } = call.facts
    return { conversation, peer, device: call.device, media: this.#sends }
  }

  /** What this side sends now. */
  get #sends(): Media {
    return this.#deps.tracks.track('camera') ? 'video' : 'audio'
  }

  get #mayUseDevices(): boolean {
    return mayUseDevices(this.store.getState().call)
  }

  #on(event: CallEvent): void {
    const before = this.store.getState().call
    const [call, effects] = callMachine(before, event)
    if (call !== before) {
      const resumes = call.at === 'dialing' && before.at !== 'preparing' && before.at !== 'dialing'
      const begins = call.at === 'preparing' || call.at === 'ringing-in' || resumes
      const connects = call.at === 'connected' && before.at === 'connecting'
      this.#set({
        ...(begins ? NO_CALL : {}),
        ...(connects ? { connectedSince: performance.now() } : {}),
        call,
      })
    }
    for (const effect of effects) this.#perform(effect, before)
    this.#lines.keepOffers(
      [factsOf(call), call.at === 'connected' ? call.again : null].flatMap(facts => facts?.call ?? []),
    )
  }

  #lineEvent(event: LineEvent): void {
    switch (event.is) {
      case 'offer': {
        const { call, conversation, from, media, row } = event.offer
        const facts: CallFacts = { call, conversation, peer: from.person, media, row }
        if (isFree(this.store.getState().call) && !this.#deps.mayRing(facts.peer)) this.#lines.keepOffers([])
        else this.#on({ is: 'offer', facts, device: from.device })
        return
      }
      case 'peer':
        this.#set({ peer: event.peer })
        return
      case 'said':
        this.aside.hear(event.message)
        return
      case 'looked':
        this.#set({ facts: event.facts, quality: event.quality })
        return
      case 'secured':
        this.#set({ secured: true, sas: event.sas })
        return
      case 'accepted':
      case 'bye':
      case 'blocked':
      case 'no-relay':
      case 'media-flows':
      case 'media-stopped':
      case 'peer-left':
        this.#on(event)
    }
  }

  #perform(effect: CallEffect, before: CallState): void {
    const { signaling, me } = this.#deps
    switch (effect.do) {
      case 'open-media':
        void this.#openMedia(effect.media)
        return
      case 'start-call':
        void this.#startCall()
        return
      case 'open-leg':
        void this.#ring(effect.device)
        return
      case 'say-ringing':
        void this.#reports.ask({ t: 'call-ringing', call: effect.call })
        return
      case 'close-legs':
        this.#lines.close(effect.call, effect.except, effect.bye)
        return
      case 'prepare-leg':
        this.#lines.prepare(effect.call)
        return
      case 'resume-leg':
        void this.#lines.answer(effect.call, this.#sends)
        return
      case 'answer':
        void this.#lines.answer(effect.call, effect.media)
        void this.#openOwn(effect.media)
        return
      case 'proceed':
        this.#lines.proceed(effect.call, effect.device)
        return
      case 'restart-ice':
        this.#lines.restartIce()
        return
      case 'tell-connected':
        void signaling.send({ t: 'call-connected', call: effect.call })
        return
      case 'tell-end':
        void this.#reports.tell(
          { t: 'call-end', call: effect.call, reason: effect.reason },
          resumeOf(before, me),
        )
        return
      case 'release':
        this.#release()
        return
      case 'set-timer':
        this.#timers.set(effect.timer, effect.after)
        return
      case 'stop-timers':
        this.#timers.stop()
        return
      case 'sound':
        this.#deps.play(effect.sound)
    }
  }

  /** [CALL-1] Permission first: nothing rings before it is given, or the person goes on without. */
  async #openMedia(media: CallKind): Promise<void> {
    const life = this.#life
    const problem = await openFor(this.#deps.tracks, media)
    if (life !== this.#life) return
    if (problem === null) this.#on({ is: 'ready' })
    else if (problem.source === 'screen' && problem.failure === 'dismissed') this.hangUp()
    else this.#set({ problem })
  }

  /** [CALL-5], [CALL-7]: the callee's devices open after the click; video only if that is what was clicked. */
  async #openOwn(media: Media): Promise<void> {
    const { tracks } = this.#deps
    if (media === 'audio') {
      tracks.closeCamera()
      if (!tracks.track('microphone')) this.#report('microphone', await tracks.openMicrophone())
      return
    }
    // After crossed calls everything may be open already.
    if (tracks.track('microphone') && tracks.track('camera')) return
    const failures = await tracks.openMicrophoneAndCamera()
    this.#report('camera', failures.camera)
    this.#report('microphone', failures.microphone)
  }

  async #startCall(): Promise<void> {
    const facts = factsOf(this.store.getState().call)
    if (!facts) return
    const { call, conversation, media, resumes } = facts
    const ack = await this.#deps.signaling.send({
      t: 'call-start',
      call,
      conversation,
      media,
      ...(resumes === undefined ? {} : { resumes }),
    })
    if (factsOf(this.store.getState().call)?.call !== call) return
    if (!ack.ok) {
      this.#on({ is: 'refused', failure: ack.failure })
      return
    }
    this.#lines.relay.take(ack.reply.iceServers)
    if (this.#lines.lacksRelay(facts.peer)) return this.#on({ is: 'no-relay', call })
    this.#deps.peers.heard(facts.peer, ack.reply.chain)
    this.#ctr = this.#lines.nextCtr()
    this.#rung.clear()
    const { row, devices, waiting: waitsThere } = ack.reply
    this.#set({ waitsThere })
    this.#on({ is: 'started', row, devices })
  }

  async #ring(device: DeviceId): Promise<void> {
    const facts = factsOf(this.store.getState().call)
    if (!facts) return
    // A device that came back has seen the first counter already; it would take the same one for an old offer.
    const ctr = await (this.#rung.has(device) ? this.#lines.nextCtr() : this.#ctr)
    this.#rung.add(device)
    await this.#lines.ring(facts.call, { person: facts.peer, device }, facts.media, ctr)
  }

  /** [CALL-17] The line to the server was down; the call was not. */
  async #resume(): Promise<void> {
    await this.#reports.retell()
    const resume = resumeOf(this.store.getState().call, this.#deps.me)
    if (!resume) return
    if (await this.#reports.ask(resume)) await this.#lines.catchUp()
  }

  #release(): void {
    this.#life++
    this.#deps.tracks.stopAll()
    this.#set({ peer: NO_PEER_MEDIA, problem: null, quality: null, secured: false })
  }

  #report(source: MediaProblem['source'], failure: MediaFailure | null | undefined): void {
    const problem = problemOf(source, failure)
    if (problem) this.#set({ problem })
  }

  #set(change: Partial<CallView>): void {
    this.store.setState(change)
  }
}

const factsOf = (call: CallState): CallFacts | null => (call.at === 'idle' ? null : call.facts)
