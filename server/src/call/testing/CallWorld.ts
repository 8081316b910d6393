import {
  type CallEffect,
  type CallEvent,
  type CallState,
  type CallTimer,
  IDLE,
} from '@tacet/domain/call/CallState'
import { callMachine } from '@tacet/domain/call/callMachine'
import type { ByeReason } from '@tacet/protocol/byeReason'
import type { Address } from '@tacet/protocol/call'
import type { Down, DownOf } from '@tacet/protocol/down'
import type { CallKind } from '@tacet/protocol/history'
import type { CallId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import { ManualClock } from '../../fakes/ManualClock.ts'
import { memoryLiveStore } from '../../live/memory.ts'
import type { LiveStore } from '../../live/ports.ts'
import { Refusal } from '../../refusal.ts'
import type { Delivery, Sender } from '../../signaling/ports.ts'
import { Calls } from '../Calls.ts'
import type { Etiquette } from '../Etiquette.ts'
import { LiveCalls } from '../liveCalls.ts'
import { ringableBy } from '../ringable.ts'
import { FakeHistory } from './FakeHistory.ts'

/**
 * Two people with two devices each, the real use cases of the server and the real machine of the devices between
 * them, messages delivered in any order the lines allow: nothing may get stuck, and nobody is ever in two calls.
 */

export const DM = 'dm' as ConversationId
export const id = (text: string): string => `${text.padEnd(21, 'A')}A`

export const PEOPLE = ['anna', 'ben'].map(name => id(name) as PersonId)
export const ADDRESSES: readonly Address[] = PEOPLE.flatMap((person, p) =>
  ['x', 'y'].map(device => ({ person, device: id(`${p}${device}`) as DeviceId })),
)

export const otherOf = (person: PersonId): PersonId => PEOPLE.find(each => each !== person) ?? person

/** Nobody wants to be left alone. */
export const OPEN_TO_ALL: Etiquette = {
  attempt: async () => 0,
  answered: async () => undefined,
  stanceOf: async () => 'open',
}

/** Nobody checks it here. */
export const chainOf = (person: PersonId) => [{ m: `list of ${person}`, sig: '' }]

/** As much of what devices say as the machine hears: who signed it is tried elsewhere. */
type Said =
  | { readonly t: 'offer'; readonly media: CallKind }
  | { readonly t: 'accept'; readonly media: 'audio' | 'video' }
  | { readonly t: 'bye'; readonly reason: ByeReason }

/** A device: the machine, its timers, what waits on its line, and just enough of a link to know when media flows. */
export class Device {
  state: CallState = IDLE
  online = true
  readonly inbox: Down[] = []
  readonly #world: World
  readonly address: Address
  readonly #timers = new Map<CallTimer, () => void>()
  readonly #legs: { call: CallId; device: DeviceId }[] = []

  constructor(world: World, address: Address) {
    this.#world = world
    this.address = address
  }

  async on(event: CallEvent): Promise<void> {
    const [state, effects] = callMachine(this.state, event)
    this.state = state
    for (const effect of effects) await this.#perform(effect)
  }

  async deliver(): Promise<void> {
    const message = this.inbox.shift()
    if (!message) return
    if (message.t === 'call-signal') return this.#signal(message)
    if (message.t === 'call-ringing')
      return this.on({ is: 'device-rings', call: message.call, device: message.device })
    if (message.t === 'call-device')
      return this.on({ is: 'device-came', call: message.call, device: message.device })
    if (message.t === 'call-ended')
      return this.on({ is: 'ended', call: message.call, reason: message.reason })
  }

  async #signal({ call, conversation, from, envelope, ring }: DownOf<'call-signal'>): Promise<void> {
    const message: Said = JSON.parse(envelope.m)
    if (message.t === 'offer') {
      const facts = { call, conversation, peer: from.person, media: message.media, row: ring?.row ?? null }
      return this.on({ is: 'offer', facts, device: from.device })
    }
    if (message.t === 'accept') return this.on({ is: 'accepted', call, device: from.device })
    if (message.t === 'bye') return this.on({ is: 'bye', call, device: from.device, reason: message.reason })
  }

  async #perform(effect: CallEffect): Promise<void> {
    const { calls, clock } = this.#world
    const facts = this.state.at === 'idle' ? null : this.state.facts
    switch (effect.do) {
      case 'open-media':
        return this.on({ is: 'ready' })
      case 'start-call': {
        if (!facts) return
        try {
          const { call, conversation, media } = facts
          const reply = await calls.start(this.sender(), { t: 'call-start', call, conversation, media })
          return this.on({ is: 'started', row: reply.row, devices: reply.devices })
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return this.on({ is: 'refused', failure: error.failure })
        }
      }
      case 'open-leg':
        if (!facts) return
        this.#legs.push({ call: facts.call, device: effect.device })
        return this.#post(facts.call, effect.device, { t: 'offer', media: facts.media })
      case 'say-ringing':
        return this.#ask(effect.call, from => calls.ringing(from, { t: 'call-ringing', call: effect.call }))
      case 'answer':
        if (this.state.at !== 'connecting') return
        this.#legs.push({ call: effect.call, device: this.state.device })
        return this.#post(effect.call, this.state.device, { t: 'accept', media: effect.media })
      case 'tell-connected':
        return calls.connected(this.sender(), { t: 'call-connected', call: effect.call })
      case 'tell-end':
        return calls.end(this.sender(), { t: 'call-end', call: effect.call, reason: effect.reason })
      case 'set-timer':
        this.#timers.get(effect.timer)?.()
        this.#timers.set(
          effect.timer,
          clock.after(effect.after, () =>
            this.#world.later(() => this.on({ is: 'timer', timer: effect.timer })),
          ),
        )
        return
      case 'stop-timers':
        for (const stop of this.#timers.values()) stop()
        this.#timers.clear()
        return
      case 'close-legs':
        for (const leg of this.#legs.splice(0)) {
          if (leg.device === effect.except) this.#legs.push(leg)
          else if (effect.bye) await this.#post(leg.call, leg.device, { t: 'bye', reason: effect.bye })
        }
        return
      case 'proceed':
      case 'restart-ice':
      case 'release':
      case 'sound':
        return
    }
  }

  sender(): Sender {
    return {
      account: { id: this.address.person, name: '', role: 'member', active: true, email: '', createdAt: 0 },
      device: this.address.device,
      socket: this.address.device,
      phone: true,
      at: this.#world.clock.now(),
    }
  }

  async #post(call: CallId, device: DeviceId, message: Said): Promise<void> {
    const to: Address = { person: this.#world.other(this.address.person), device }
    await this.#ask(call, from =>
      this.#world.calls.signal(from, {
        t: 'call-signal',
        call,
        to,
        envelope: { m: JSON.stringify(message), sdp: 'v=0' },
      }),
    )
  }

  async #ask(call: CallId, what: (from: Sender) => Promise<void>): Promise<void> {
    try {
      await what(this.sender())
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.failure.error === 'call-over') await this.on({ is: 'call-over', call })
    }
  }
}

/** Server, devices and the lines between them. */
export class World {
  readonly clock = new ManualClock()
  readonly history = new FakeHistory(this.clock)
  readonly live: LiveCalls
  readonly devices: readonly Device[]
  /** Devices that are in their person's list. */
  readonly listed = new Set(ADDRESSES.map(({ device }) => device))
  /** Here nobody minds being called, however often, unless a test says so. */
  readonly etiquette: Etiquette = { ...OPEN_TO_ALL }
  readonly calls: Calls
  readonly #due: (() => Promise<void>)[] = []
  #drawn = 0

  /** `slow` makes the memory of live things answer when a test lets it. */
  constructor(slow: (live: LiveStore) => LiveStore = live => live) {
    this.live = new LiveCalls(slow(memoryLiveStore(this.clock)))
    this.devices = ADDRESSES.map(address => new Device(this, address))
    const delivery = this.#delivery()
    this.calls = new Calls({
      calls: this.live,
      history: this.history,
      delivery,
      survey: async caller => {
        const callee = this.other(caller)
        const listOf = (person: PersonId) => ({ chain: chainOf(person), listed: [...this.listed] })
        return {
          callee,
          callersDevices: listOf(caller),
          calleesDevices: listOf(callee),
          blocked: false,
          callWaiting: true,
        }
      },
      calleeOf: async caller => this.other(caller),
      ringable: ringableBy({
        listOf: async person => ({ chain: chainOf(person), listed: [...this.listed] }),
        phonesOf: person => delivery.phonesOf(person),
      }),
      iceServersFor: async () => [],
      setInCall: async () => undefined,
      etiquette: this.etiquette,
      clock: this.clock,
    })
  }

  other(person: PersonId): PersonId {
    return otherOf(person)
  }

  later(what: () => Promise<void>): void {
    this.#due.push(what)
  }

  /** Random, but never the same twice: calls compare their ids when they cross. */
  drawCall(letter: string): CallId {
    return id(`${letter}call${this.#drawn++}`) as CallId
  }

  async advance(span: number): Promise<void> {
    for (let passed = 0; passed < span; passed += 1_000) {
      this.clock.advance(Math.min(1_000, span - passed))
      for (const what of this.#due.splice(0)) await what()
      await this.calls.tick()
    }
  }

  /** Media flows between two devices that have accepted each other. */
  async connect(): Promise<void> {
    for (const device of this.devices) {
      const { state } = device
      if (state.at !== 'connecting') continue
      const peer = this.devices.find(each => each.address.device === state.device)
      const mutual =
        peer &&
        (peer.state.at === 'connecting' || peer.state.at === 'connected') &&
        peer.state.facts.call === state.facts.call &&
        peer.state.device === device.address.device
      if (mutual) await device.on({ is: 'media-flows' })
    }
  }

  async deliverAll(): Promise<void> {
    while (this.devices.some(device => device.online && device.inbox.length > 0)) {
      for (const device of this.devices) if (device.online) await device.deliver()
    }
  }

  async setListed(device: Device, listed: boolean): Promise<void> {
    const { person, device: name } = device.address
    if (listed) this.listed.add(name)
    else this.listed.delete(name)
    await this.calls.devicesChanged(person)
  }

  async setOnline(device: Device, online: boolean): Promise<void> {
    if (device.online === online) return
    device.online = online
    const { person, device: name } = device.address
    if (online) await this.calls.phoneCame(person, name)
    else {
      // A line that breaks loses what was on it.
      device.inbox.length = 0
      await this.calls.phoneGone(person, name)
    }
  }

  #delivery(): Delivery {
    return {
      toPeople: () => undefined,
      toEverybody: () => undefined,
      closeSessions: () => undefined,
      toPhone: (person, device, message) => {
        const to = this.devices.find(each => each.address.person === person && each.address.device === device)
        if (to?.online) to.inbox.push(message)
      },
      phonesOf: async person =>
        this.devices
          .filter(each => each.online && each.address.person === person)
          .map(each => each.address.device),
    }
  }
}
