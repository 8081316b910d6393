import {
  type CallEffect,
  type CallEvent,
  type CallState,
  type CallTimer,
  IDLE,
} from '@tacet/domain/call/CallState'
import { callMachine } from '@tacet/domain/call/callMachine'
import { resumeOf } from '@tacet/domain/call/resumeOf'
import { CALL_14_PING, CALL_15_SILENCE } from '@tacet/domain/call/timers'
import type { Address } from '@tacet/protocol/call'
import type { Ack, Down, DownOf } from '@tacet/protocol/down'
import type { CallId, DeviceId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import type { Agenda } from './Agenda.ts'
import { otherOf } from './CallWorld.ts'
import { type NetLine, UNAVAILABLE } from './NetLine.ts'
import { hearSaid, isSecured, type NetLeg, type Said } from './netLegs.ts'

/** What a page knows of its surroundings. */
export interface Surroundings {
  readonly agenda: Agenda
  /** Whether pings of the leg's other end arrive now. */
  hears(device: NetDevice, leg: NetLeg): boolean
  /** Goodbye on the data channel, as long as there is one. */
  sayBye(device: NetDevice, leg: NetLeg): void
  changed(device: NetDevice, before: CallState, event: CallEvent): void
}

interface Report {
  readonly end: UpOf<'call-end'>
  readonly resume: UpOf<'call-resume'> | null
}

/** A browser: the real machine with its timers, legs that count their messages, and the reports that it owes the server. */
export class NetDevice {
  state: CallState = IDLE
  line: NetLine | null = null
  /** The server has welcomed this page. */
  isOpen = false
  /** Milliseconds that a message takes now. */
  delay = 20
  /** Whether it reaches the server at all. */
  network = true
  readonly address: Address
  readonly legs = new Map<string, NetLeg>()
  readonly #around: Surroundings
  readonly #timers = new Map<CallTimer, () => void>()
  #untold: Report[] = []
  #polling = false
  #drawn = 0

  constructor(around: Surroundings, address: Address) {
    this.#around = around
    this.address = address
  }

  async on(event: CallEvent): Promise<void> {
    const before = this.state
    const [state, effects] = callMachine(before, event)
    this.state = state
    this.#around.changed(this, before, event)
    for (const effect of effects) await this.#perform(effect, before)
    this.#forgetOffers()
    this.#listen()
  }

  async hear(message: Down): Promise<void> {
    switch (message.t) {
      case 'call-signal':
        return this.#signal(message)
      case 'call-ringing':
        return this.on({ is: 'device-rings', call: message.call, device: message.device })
      case 'call-device':
        return this.on({ is: 'device-came', call: message.call, device: message.device })
      case 'call-ended':
        return this.on({ is: 'ended', call: message.call, reason: message.reason })
    }
  }

  /** The line is open again: first what the server could not be told, then what goes on. */
  async welcomed(): Promise<void> {
    this.isOpen = true
    await this.#retell(this.#untold.splice(0), async () => {
      const resume = resumeOf(this.state, this.address.person)
      if (!resume) return
      await this.#ask(resume)
    })
  }

  /** Another page takes its place, which knows nothing. */
  wipe(): void {
    this.state = IDLE
    this.legs.clear()
    this.#untold = []
    this.#stopTimers()
  }

  legOf(call: CallId, device: DeviceId): NetLeg | undefined {
    return this.legs.get(`${call} ${device}`)
  }

  async #signal({ call, conversation, from, envelope, ring, age }: DownOf<'call-signal'>): Promise<void> {
    const said: Said = JSON.parse(envelope.m)
    const leg = this.legOf(call, from.device)
    const heard = hearSaid(leg, said, { call, device: from.device, age, now: this.#around.agenda.now })
    switch (heard.is) {
      case 'nothing':
        return
      case 'refused':
        await this.#post(heard.leg, { t: 'bye', reason: 'error', err: heard.error })
        this.#forget(heard.leg)
        return this.on({ is: 'blocked', call, device: from.device, error: heard.error })
      case 'offer': {
        this.#keep(heard.leg)
        const facts = { call, conversation, peer: from.person, media: heard.media, row: ring?.row ?? null }
        return this.on({ is: 'offer', facts, device: from.device })
      }
      case 'accepted':
        await this.#post(heard.leg, { t: 'confirm' })
        return this.on({ is: 'accepted', call, device: from.device })
      case 'renego-offer':
        return this.#post(heard.leg, { t: 'renego', k: 'answer' })
      case 'bye':
        if (heard.err !== '') return this.on({ is: 'blocked', call, device: from.device, error: heard.err })
        return this.on({ is: 'bye', call, device: from.device, reason: heard.reason })
    }
  }

  async #perform(effect: CallEffect, before: CallState): Promise<void> {
    const { agenda } = this.#around
    switch (effect.do) {
      case 'open-media':
        return this.on({ is: 'ready' })
      case 'start-call':
        return this.#startCall()
      case 'open-leg':
        return this.#openLeg(effect.device)
      case 'say-ringing':
        return this.#ask({ t: 'call-ringing', call: effect.call })
      case 'answer':
        return this.#answer(effect.call, effect.media)
      case 'resume-leg':
        return this.#answer(effect.call, 'audio')
      case 'proceed':
        return this.#renegotiate(effect.device)
      case 'restart-ice':
        if (this.state.at === 'connecting' || this.state.at === 'reconnecting') {
          return this.#renegotiate(this.state.device)
        }
        return
      case 'tell-connected':
        return this.#send({ t: 'call-connected', call: effect.call })
      case 'tell-end': {
        const end = { t: 'call-end', call: effect.call, reason: effect.reason } as const
        return this.#tell({ end, resume: resumeOf(before, this.address.person) })
      }
      case 'set-timer':
        this.#timers.get(effect.timer)?.()
        this.#timers.set(
          effect.timer,
          agenda.after(effect.after, () => this.on({ is: 'timer', timer: effect.timer })),
        )
        return
      case 'stop-timers':
        return this.#stopTimers()
      case 'close-legs':
        for (const leg of [...this.legs.values()]) {
          if (leg.call !== effect.call || leg.device === effect.except) continue
          if (effect.bye) {
            this.#around.sayBye(this, leg)
            await this.#post(leg, { t: 'bye', reason: effect.bye, err: '' })
          }
          this.#forget(leg)
        }
        return
      case 'prepare-leg':
      case 'release':
      case 'sound':
        return
    }
  }

  async #startCall(): Promise<void> {
    if (this.state.at === 'idle') return
    const { call, conversation, media } = this.state.facts
    await this.#send({ t: 'call-start', call, conversation, media }, async ack => {
      if (this.state.at === 'idle' || this.state.facts.call !== call) return
      if (!ack.ok) return this.on({ is: 'refused', failure: ack.failure })
      const { row, devices } = (ack as Extract<Ack<'call-start'>, { ok: true }>).reply
      return this.on({ is: 'started', row, devices })
    })
  }

  async #openLeg(device: DeviceId): Promise<void> {
    if (this.state.at === 'idle') return
    const { call, media } = this.state.facts
    const offer = `${this.address.device} ${this.#drawn++}`
    const offeredAt = this.#around.agenda.now
    const leg: NetLeg = {
      call,
      device,
      role: 'caller',
      offer,
      offeredAt,
      sent: 0,
      heard: 0,
      accepted: false,
      confirmed: true,
      path: false,
      flows: null,
    }
    this.#keep(leg)
    await this.#post(leg, { t: 'offer', media, offer })
  }

  async #answer(call: CallId, media: 'audio' | 'video'): Promise<void> {
    if (this.state.at !== 'connecting') return
    const { device } = this.state
    const leg = this.legOf(call, device)
    if (!leg) return this.on({ is: 'blocked', call, device, error: 'UnknownCall' })
    leg.accepted = true
    await this.#post(leg, { t: 'accept', media, offer: leg.offer })
  }

  async #renegotiate(device: DeviceId): Promise<void> {
    if (this.state.at === 'idle') return
    const leg = this.legOf(this.state.facts.call, device)
    // Before the callee has seen the confirm there is nothing to renegotiate.
    if (leg?.accepted && leg.confirmed) await this.#post(leg, { t: 'renego', k: 'offer' })
  }

  async #post(leg: NetLeg, said: Said): Promise<void> {
    const { call, device } = leg
    const m = JSON.stringify({ ...said, n: leg.sent++ })
    const to: Address = { person: otherOf(this.address.person), device }
    await this.#ask({ t: 'call-signal', call, to, envelope: { m } })
  }

  /** While it is in a call it listens to its leg: every ping that comes, and the silence when none does. */
  #listen(): void {
    const { at } = this.state
    if (this.#polling || (at !== 'connecting' && at !== 'connected' && at !== 'reconnecting')) return
    this.#polling = true
    const { agenda } = this.#around
    agenda.after(CALL_14_PING, async () => {
      this.#polling = false
      const { state } = this
      if (state.at !== 'connecting' && state.at !== 'connected' && state.at !== 'reconnecting') return
      const leg = this.legOf(state.facts.call, state.device)
      if (leg && isSecured(leg) && this.#around.hears(this, leg)) {
        const began = leg.flows === null
        leg.flows = agenda.now
        if (began) await this.on({ is: 'media-flows' })
      } else if (state.at === 'connected' && agenda.now - (leg?.flows ?? 0) >= CALL_15_SILENCE) {
        if (leg) leg.flows = null
        await this.on({ is: 'media-stopped' })
      }
      this.#listen()
    })
  }

  /** Says something that only makes sense while the server knows the call. */
  #ask(message: UpOf<'call-signal' | 'call-ringing' | 'call-resume'>): Promise<void> {
    return this.#send(message, async ack => {
      if (!ack.ok && ack.failure.error === 'call-over') await this.on({ is: 'call-over', call: message.call })
    })
  }

  async #tell(report: Report): Promise<void> {
    await this.#send(report.end, async ack => {
      if (!ack.ok && ack.failure.error === 'unavailable') this.#untold.push(report)
    })
  }

  async #retell(untold: Report[], done: () => Promise<void>): Promise<void> {
    const report = untold.shift()
    if (!report) return done()
    const tell = async () => {
      await this.#tell(report)
      await this.#retell(untold, done)
    }
    if (!report.resume) return tell()
    await this.#send(report.resume, async ack => {
      if (!ack.ok && ack.failure.error !== 'unavailable') return this.#retell(untold, done)
      return tell()
    })
  }

  async #send(message: Up, answered: (ack: Ack) => Promise<void> = async () => undefined): Promise<void> {
    if (this.isOpen && this.line?.isOpen) this.line.send(message, answered)
    else await answered(UNAVAILABLE)
  }

  #keep(leg: NetLeg): void {
    this.legs.set(`${leg.call} ${leg.device}`, leg)
  }

  #forget(leg: NetLeg): void {
    if (this.legOf(leg.call, leg.device) === leg) this.legs.delete(`${leg.call} ${leg.device}`)
  }

  /** Offers of other calls than the present one are of no use any more. */
  #forgetOffers(): void {
    const call = this.state.at === 'idle' ? null : this.state.facts.call
    for (const leg of this.legs.values()) {
      if (leg.role === 'callee' && !leg.accepted && leg.call !== call) this.#forget(leg)
    }
  }

  #stopTimers(): void {
    for (const stop of this.#timers.values()) stop()
    this.#timers.clear()
  }
}
