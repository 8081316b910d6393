import { receptionOf } from '@tacet/domain/call/engagement'
import { survivesGlare } from '@tacet/domain/call/glare'
import type { LiveCall, RingingEffect, RingingEvent } from '@tacet/domain/call/LiveCall'
import { isEnd, ringing, takesPart } from '@tacet/domain/call/ringing'
import { takeUp } from '@tacet/domain/call/takeUp'
import { CALL_12_NO_ANSWER, CALL_16_RESUME } from '@tacet/domain/call/timers'
import type { Address, CallRelay, CallStarted, IceServer } from '@tacet/protocol/call'
import type { CallId, ConversationId, DeviceId, PersonId } from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import { OFFER_MAX_AGE } from '@tacet/protocol/verified/limits'
import { glimpse } from '@tacet/protocol/verified/messages'
import type { Clock } from '../clock.ts'
import type { CallHistory } from '../history/ports.ts'
import { Refusal } from '../refusal.ts'
import type { Delivery, Sender } from '../signaling/ports.ts'
import type { CallSurvey } from './CallSurvey.ts'
import type { Etiquette } from './Etiquette.ts'
import type { LiveCalls } from './liveCalls.ts'
import { addressOf, mayReach } from './mayReach.ts'
import { endsWith, offeredHead } from './offeredHead.ts'
import { performEffect } from './performEffect.ts'
import type { Ringable } from './ringable.ts'
import { crossingOf, type RingingCall, ringingAt } from './ringingAt.ts'
import { Turns } from './Turns.ts'

export interface CallsDeps {
  calls: LiveCalls
  history: CallHistory
  delivery: Delivery
  /** Reads all at once what the start of a call needs to know. Refuses when the sender may not call there. */
  survey: (caller: PersonId, conversation: ConversationId) => Promise<CallSurvey>
  /** The other person of a direct message. Refuses when the sender may not call there. */
  calleeOf: (caller: PersonId, conversation: ConversationId) => Promise<PersonId>
  /** The devices of a person that may ring and call now, and the list that says so. */
  ringable: (person: PersonId) => Promise<Ringable>
  iceServersFor: (person: PersonId) => Promise<readonly IceServer[]>
  /** Presence is coarse: in a call or not. */
  setInCall: (person: PersonId, inCall: boolean) => Promise<void>
  etiquette: Etiquette
  clock: Clock
}

/** [CALL-9] The call that crossed this one survives: nothing rings, and the device waits for its offer. */
const YIELDS: CallStarted = { row: null, devices: [], iceServers: [], chain: [], waiting: false }

/** The server's devices may be slower than the caller's own limit by so much. */
const PATIENCE = 5_000

/** Direct calls: who rings, who wins, when it is over. What the devices say to each other passes through unread but for its kind. */
export class Calls {
  readonly #deps: CallsDeps
  readonly #starts = new Turns<ConversationId>()

  constructor(deps: CallsDeps) {
    this.#deps = deps
  }

  /** [CALL-9] One after the other in each direct message: of two that cross, the second finds the first. */
  start(from: Sender, message: UpOf<'call-start'>): Promise<CallStarted> {
    return this.#starts.take(message.conversation, () => this.#start(from, message))
  }

  async #start(from: Sender, message: UpOf<'call-start'>): Promise<CallStarted> {
    const { calls, history, delivery, etiquette } = this.#deps
    const caller = addressOf(from)
    const survey = await this.#deps.survey(caller.person, message.conversation)
    const { callee, callersDevices, calleesDevices } = survey
    if (!callersDevices.listed.includes(caller.device)) throw new Refusal('forbidden', { field: 'device' })
    if (await calls.get(message.call)) throw new Refusal('invalid', { field: 'call' })
    if (message.resumes !== undefined) return this.#takeUp(caller, callee, message, message.resumes)
    await this.#clearStale(caller, callee)
    const present = await calls.of(caller.person)
    const crossed = crossingOf(present, caller.person, callee)
    if (crossed) {
      if (await this.#yieldsTo(crossed, message.call)) return YIELDS
    } else if (present.length > 0) throw new Refusal('in-call')
    const retryAfter = await etiquette.attempt(caller.person, callee)
    if (retryAfter > 0) throw new Refusal('cool-down', { retryAfter })
    await this.#endUnheard(callee, caller.person)

    const row = await history.open({
      conversation: message.conversation,
      kind: message.media,
      startedBy: caller.person,
      members: [caller.person, callee],
    })
    const { chain } = calleesDevices
    const devices = (await delivery.phonesOf(callee)).filter(phone => calleesDevices.listed.includes(phone))
    const stance = await etiquette.stanceOf(callee, survey.blocked)
    const call: Omit<LiveCall, 'phase'> = {
      id: message.call,
      conversation: message.conversation,
      row,
      media: message.media,
      caller,
      callee,
      unheard: stance === 'blocked',
    }
    const ring =
      stance === 'dnd'
        ? null
        : await this.#reachOrYield(call, stance === 'blocked' ? [] : devices, survey.callWaiting)
    if (ring === 'yields') {
      await history.drop(row)
      return YIELDS
    }
    if (!ring) {
      // [CALL-10], CALL-11: told to the caller alone. Nothing is kept that tells it from an unanswered call.
      await history.ended(row, null)
      const reason = stance === 'dnd' ? 'dnd' : 'busy'
      const ended = { t: 'call-ended', call: call.id, reason } as const
      delivery.toPhone(caller.person, caller.device, ended)
      return { row, devices: [], iceServers: [], chain, waiting: false }
    }
    await calls.keepChain(call.id, callersDevices.chain)
    const iceServers = [...(await this.#deps.iceServersFor(caller.person))]
    const { waiting } = ring
    return { row, devices: [...(call.unheard ? devices : ring.rung)], iceServers, chain, waiting }
  }

  /** [CALL-9] On another node the two may have begun within the same moment: then the other call shows by now. */
  async #reachOrYield(call: Omit<LiveCall, 'phase'>, devices: readonly DeviceId[], callWaiting: boolean) {
    const ring = await this.#reach(call, devices, callWaiting)
    if (ring) return ring
    const { person } = call.caller
    const crossed = crossingOf(await this.#deps.calls.of(person), person, call.callee)
    if (!crossed) return null
    return (await this.#yieldsTo(crossed, call.id)) ? 'yields' : this.#reach(call, devices, callWaiting)
  }

  /** [CALL-10] Rings where the callee can be rung now. Null: they are busy. */
  async #reach(call: Omit<LiveCall, 'phase'>, devices: readonly DeviceId[], callWaiting: boolean) {
    const { calls, clock } = this.#deps
    const { callee, caller } = call
    const until = clock.now() + CALL_12_NO_ANSWER + PATIENCE
    for (;;) {
      const engaged = call.unheard ? [] : await calls.engaged(callee)
      const present = call.unheard ? [] : await calls.of(callee)
      const reception = receptionOf(callee, present, callWaiting)
      if (reception.is === 'busy') return null
      const waiting = reception.is === 'waiting'
      const rung = waiting ? devices.filter(device => device === reception.device) : devices
      const may = {
        caller: (now: readonly CallId[]) => now.length === 0,
        callee: (now: readonly CallId[]) => now.join() === engaged.join(),
      }
      if (await calls.add({ ...call, phase: { at: 'ringing', rung, until } }, may)) return { rung, waiting }
      // The caller was faster on another device, or something happened to the callee meanwhile: look again.
      if ((await calls.engaged(caller.person)).length > 0) return null
    }
  }

  /** [CALL-16] A page that was loaded anew goes on with its call: in its row, and with that one device. */
  async #takeUp(
    caller: Address,
    callee: PersonId,
    { call: id, conversation, media }: UpOf<'call-start'>,
    resumes: DeviceId,
  ): Promise<CallStarted> {
    const { calls, clock, ringable } = this.#deps
    const old = (await calls.of(caller.person)).find(call => call.conversation === conversation)
    const taken = old ? takeUp(old, caller, resumes, id) : 'over'
    if (!old || taken === 'over') throw new Refusal('call-over')
    if (taken === 'yields') return YIELDS
    const { devices: present, chain } = await ringable(callee)
    const devices = present.filter(device => device === resumes)
    await calls.remove(old)
    const until = clock.now() + CALL_16_RESUME + PATIENCE
    const phase = { at: 'ringing', rung: devices, until } as const
    const call = { id, conversation, row: old.row, media, caller, callee, unheard: false, resumes, phase }
    // It takes the place of the old one, whatever else either of them is in.
    await calls.add(call, { caller: () => true, callee: () => true })
    const iceServers = [...(await this.#deps.iceServersFor(caller.person))]
    return { row: old.row, devices, iceServers, chain, waiting: false }
  }

  /** [CALL-17] A device has missed something on a leg: only the one at the other end can say it again. */
  async missing(from: Sender, { call: id, to, next, back }: UpOf<'call-missing'>): Promise<void> {
    const sender = addressOf(from)
    const call = await this.#deps.calls.get(id)
    if (!call) throw new Refusal('call-over')
    if (!takesPart(call, sender) || !mayReach(call, sender, to)) throw new Refusal('forbidden')
    const message = { t: 'call-missing', call: id, from: sender, next, back } as const
    if (!call.unheard) this.#deps.delivery.toPhone(to.person, to.device, message)
  }

  async signal(from: Sender, message: UpOf<'call-signal'>): Promise<void> {
    const sender = addressOf(from)
    const seen = glimpse(message.envelope.m)
    if (!seen) throw new Refusal('invalid', { field: 'envelope.m' })
    const call = await this.#deps.calls.get(message.call)
    if (!call) throw new Refusal('call-over')
    if (!takesPart(call, sender)) throw new Refusal('forbidden')
    if (call.unheard) {
      // [CALL-23] To somebody who is blocked it rings as it does with anybody who does not answer.
      const { device } = message.to
      if (seen.t === 'offer') await performEffect(this.#deps, call, { do: 'say-ringing', device })
      return
    }
    if (!mayReach(call, sender, message.to)) throw new Refusal('forbidden')

    // A clock that was set back must not make a message younger than new.
    const age = Math.max(0, this.#deps.clock.now() - from.at)
    // [CALL-22] Nobody is called by what lay about for a minute.
    if (seen.t === 'offer' && age > OFFER_MAX_AGE) throw new Refusal('call-over')
    const ring = seen.t === 'offer' ? { ring: await this.#ring(call, message) } : {}
    this.#deps.delivery.toPhone(message.to.person, message.to.device, {
      t: 'call-signal',
      call: call.id,
      conversation: call.conversation,
      from: sender,
      envelope: message.envelope,
      age,
      ...ring,
    })
    if (seen.t === 'accept') {
      await this.#apply(call.id, { is: 'accept', from: sender, now: this.#deps.clock.now() })
      if (sender.person === call.callee) await this.#deps.etiquette.answered(call.caller.person, call.callee)
    }
  }

  /** What goes with an offer, to the callee. */
  async #ring(call: LiveCall, { to, envelope }: UpOf<'call-signal'>) {
    const kept = await this.#deps.calls.chainOf(call.id)
    // Only what the offer itself builds upon: the caller's list may have changed since the call began.
    const fits = kept !== null && (await endsWith(kept, offeredHead(envelope.m)))
    const { chain } = fits ? { chain: kept } : await this.#deps.ringable(call.caller.person)
    return { row: call.row, iceServers: [...(await this.#deps.iceServersFor(to.person))], chain }
  }

  async ringing(from: Sender, message: UpOf<'call-ringing'>): Promise<void> {
    // Its offer was on the way when the call ended.
    if (!(await this.#deps.calls.get(message.call))) throw new Refusal('call-over')
    await this.#apply(message.call, { is: 'rings', from: addressOf(from) })
  }

  async connected(from: Sender, message: UpOf<'call-connected'>): Promise<void> {
    await this.#apply(message.call, { is: 'connected', from: addressOf(from) })
  }

  async end(from: Sender, message: UpOf<'call-end'>): Promise<void> {
    await this.#apply(message.call, { is: 'end', from: addressOf(from), reason: message.reason })
  }

  /** [SEC-6] A call may outlive its first credential. Refused to whoever is in no such call. */
  async relay(from: Sender, message: UpOf<'call-relay'>): Promise<CallRelay> {
    const sender = addressOf(from)
    const call = await this.#deps.calls.get(message.call)
    if (!call) throw new Refusal('call-over')
    if (!takesPart(call, sender)) throw new Refusal('forbidden')
    return { iceServers: [...(await this.#deps.iceServersFor(sender.person))] }
  }

  /** After a reconnect. A server that lost its memory takes an accepted call up again from what its devices say. */
  async resume(from: Sender, message: UpOf<'call-resume'>): Promise<void> {
    const sender = addressOf(from)
    const other = await this.#deps.calleeOf(sender.person, message.conversation)
    if (other !== message.peer) throw new Refusal('forbidden')
    const known = await this.#deps.calls.get(message.call)
    if (!known && !(await this.#rebuild(sender, message))) throw new Refusal('call-over')
    const connected = message.phase === 'connected'
    await this.#apply(message.call, { is: 'resume', from: sender, connected })
  }

  async #rebuild(sender: Address, message: UpOf<'call-resume'>): Promise<boolean> {
    // What only rang can't be taken up: nobody knows any more which devices were told.
    if (message.phase === 'ringing' || message.device === null) return false
    const peer: Address = { person: message.peer, device: message.device }
    const [caller, callee] = message.caller === sender.person ? [sender, peer] : [peer, sender]
    const { device, person } = callee
    // Only an open row of this very conversation: nobody closes a stranger's by naming it.
    const open = await this.#deps.history.openRows(this.#deps.clock.now() + 1)
    const row = open.find(
      ({ id, conversation }) => id === message.row && conversation === message.conversation,
    )
    // One that runs, and one that is on hold.
    const room = (engaged: readonly CallId[]) => engaged.length < 2
    const call: LiveCall = {
      id: message.call,
      conversation: message.conversation,
      row: row?.id ?? null,
      media: message.media,
      caller,
      callee: person,
      unheard: false,
      phase:
        message.phase === 'connected'
          ? { at: 'connected', device }
          : { at: 'connecting', device, until: this.#deps.clock.now() + CALL_12_NO_ANSWER },
    }
    const added = await this.#deps.calls.add(call, { caller: room, callee: room })
    if (added) await Promise.all([sender.person, peer.person].map(who => this.#deps.setInCall(who, true)))
    return added
  }

  async phoneCame(person: PersonId, device: DeviceId): Promise<void> {
    const { mayCall } = await this.#deps.ringable(person)
    for (const call of await this.#deps.calls.of(person)) {
      const rings = mayCall(device) && (await this.#mayRing(person, call, device))
      if (rings || isEnd(call, { person, device })) await this.#deviceCame(call, person, device)
    }
  }

  #deviceCame({ id }: LiveCall, person: PersonId, device: DeviceId): Promise<void> {
    return this.#apply(id, { is: 'device-came', person, device, now: this.#deps.clock.now() })
  }

  /** Where somebody may be rung has changed while they are called: one more device rings, or one must stop. */
  async devicesChanged(person: PersonId): Promise<void> {
    for (const call of ringingAt(await this.#deps.calls.of(person), person)) {
      await this.#deps.calls.keepChain(call.id, null)
      const { rung } = call.phase
      const { devices, mayCall } = await this.#deps.ringable(person)
      for (const device of rung) {
        if (!mayCall(device)) await this.#apply(call.id, { is: 'device-revoked', person, device })
      }
      for (const device of devices) {
        if (!rung.includes(device) && (await this.#mayRing(person, call, device)))
          await this.#deviceCame(call, person, device)
      }
    }
  }

  /** [CALL-10] A call that waits rings only where the other one runs. */
  async #mayRing(person: PersonId, call: LiveCall, device: DeviceId): Promise<boolean> {
    const others = (await this.#deps.calls.of(person)).filter(({ id }) => id !== call.id)
    const reception = receptionOf(person, others, true)
    return reception.is === 'free' || (reception.is === 'waiting' && reception.device === device)
  }

  async phoneGone(person: PersonId, device: DeviceId): Promise<void> {
    for (const call of await this.#deps.calls.of(person))
      await this.#apply(call.id, { is: 'device-gone', person, device })
  }

  /** Somebody of this direct message was deactivated: the call in it is over. */
  async endIn(conversation: ConversationId, person: PersonId): Promise<void> {
    for (const call of await this.#deps.calls.of(person)) {
      if (call.conversation === conversation)
        await this.#apply(call.id, { is: 'end', from: call.caller, reason: 'error' })
    }
  }

  /** Time passes: rings that nobody ended, calls whose people are here. */
  async tick(): Promise<void> {
    for (const call of await this.#deps.calls.all()) {
      await this.#apply(call.id, { is: 'tick', now: this.#deps.clock.now() })
      if (call.phase.at !== 'connected') continue
      const here = await Promise.all(
        [call.caller.person, call.callee].map(who => this.#deps.delivery.phonesOf(who)),
      )
      if (here.some(phones => phones.length > 0)) await this.#deps.calls.touch(call)
    }
  }

  async #apply(id: CallId, event: RingingEvent): Promise<void> {
    const done = await this.#deps.calls.change<RingingEffect>(id, call => ringing(call, event))
    if (!done) return
    for (const effect of done.effects) await performEffect(this.#deps, done.before, effect)
    // What waited behind this call may ring everywhere now.
    if (done.effects.some(effect => effect.do === 'row-ended')) {
      for (const person of [done.before.caller.person, done.before.callee]) await this.devicesChanged(person)
    }
  }

  /** [CALL-22] The same two people: an old call of theirs that this very device no longer knows gives way. */
  async #clearStale(caller: Address, callee: PersonId): Promise<void> {
    for (const old of await this.#deps.calls.of(caller.person)) {
      const mine = takesPart(old, caller)
      const samePair = [old.caller.person, old.callee].includes(callee)
      if (!mine && !samePair) continue
      if (old.phase.at === 'ringing' && old.callee === caller.person) continue
      await this.#apply(old.id, { is: 'end', from: mine ? caller : old.caller, reason: 'error' })
      if (mine) continue
      const ended = { t: 'call-ended', call: old.id, reason: 'replaced' } as const
      this.#deps.delivery.toPhone(old.caller.person, old.caller.device, ended)
    }
  }

  /** Whoever has blocked somebody calls them: what seemed to ring the other way gives way to it. */
  async #endUnheard(caller: PersonId, callee: PersonId): Promise<void> {
    for (const call of await this.#deps.calls.of(caller)) {
      if (call.unheard && call.callee === callee && call.phase.at === 'ringing')
        await this.#apply(call.id, { is: 'tick', now: call.phase.until })
    }
  }

  /** Of two crossed calls the new one loses, or the old one and its row are gone. */
  async #yieldsTo(crossed: RingingCall, call: CallId): Promise<boolean> {
    if (survivesGlare(crossed.id, call)) return true
    await this.#deps.calls.remove(crossed)
    await this.#deps.history.drop(crossed.row)
    // The two that called learn it from each other; what rings at this person, or rings by now, would not.
    for (const other of crossed.phase.rung) {
      const ended = { t: 'call-ended', call: crossed.id, reason: 'elsewhere' } as const
      this.#deps.delivery.toPhone(crossed.callee, other, ended)
    }
    return false
  }
}
