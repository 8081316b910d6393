import type { Address, CallEndReason, EndReason } from '@tacet/protocol/call'
import type { DeviceId } from '@tacet/protocol/ids'
import type { LiveCall, RingingEffect, RingingEvent } from './LiveCall.ts'
import { CALL_8_GIVE_UP, CALL_16_UNCLAIMED } from './timers.ts'

/** Null: the call is over and nothing of it is left. */
type Step = readonly [LiveCall | null, readonly RingingEffect[]]

/** The devices give up first; the server follows, in case they fell silent. */
const SERVER_PATIENCE = 5_000

/** Which device rings, which one wins, and when it is over: the server's side of a direct call. */
export function ringing(call: LiveCall, event: RingingEvent): Step {
  switch (event.is) {
    case 'device-came':
      return deviceCame(call, { person: event.person, device: event.device }, event.now)
    case 'device-gone':
      return deviceGone(call, { person: event.person, device: event.device })
    case 'device-revoked':
      return deviceRevoked(call, { person: event.person, device: event.device })
    case 'rings':
      if (call.phase.at !== 'ringing' || !isCallee(call, event.from)) return [call, []]
      return [call, [{ do: 'say-ringing', device: event.from.device }]]
    case 'accept':
      return accept(call, event.from, event.now)
    case 'connected':
      if (call.phase.at !== 'connecting' || !takesPart(call, event.from)) return [call, []]
      return [{ ...call, phase: { at: 'connected', device: call.phase.device } }, [{ do: 'row-connected' }]]
    case 'end':
      return end(call, event.from, event.reason)
    case 'resume':
      return resume(call, event)
    case 'tick':
      return tick(call, event.now)
  }
}

const same = (a: Address, b: Address): boolean => a.person === b.person && a.device === b.device

function isCallee(call: LiveCall, who: Address): boolean {
  return who.person === call.callee && call.phase.at === 'ringing' && call.phase.rung.includes(who.device)
}

/** The device on the callee's side once one has accepted. */
const winner = (call: LiveCall): Address | null =>
  call.phase.at === 'ringing' ? null : { person: call.callee, device: call.phase.device }

/** Is the call over without this device? */
export function isEnd(call: LiveCall, who: Address): boolean {
  const won = winner(call)
  return same(who, call.caller) || (won !== null && same(who, won))
}

/** May this device speak for the call: the caller's, one that rings, or the one that won? */
export function takesPart(call: LiveCall, who: Address): boolean {
  return isEnd(call, who) || isCallee(call, who)
}

/** The device at the other end of one that takes part; null while several ring. */
export function otherEnd(call: LiveCall, who: Address): Address | null {
  return same(who, call.caller) ? winner(call) : call.caller
}

function deviceCame(call: LiveCall, who: Address, now: number): Step {
  const { device } = who
  if (isEnd(call, who)) {
    const unclaimed = [...unclaimedBut(call, device), { device, until: now + CALL_16_UNCLAIMED }]
    return [{ ...call, unclaimed }, []]
  }
  if (call.phase.at !== 'ringing' || who.person !== call.callee) return [call, []]
  if (call.resumes !== undefined && call.resumes !== device) return [call, []]
  // A device that rang before and reconnected gets its offer again: it may have lost it with the page.
  const rung = call.phase.rung.includes(device) ? call.phase.rung : [...call.phase.rung, device]
  return [{ ...call, phase: { ...call.phase, rung } }, [{ do: 'offer-to', device }]]
}

const unclaimedBut = (call: LiveCall, device: DeviceId) =>
  (call.unclaimed ?? []).filter(each => each.device !== device)

function deviceGone(call: LiveCall, who: Address): Step {
  if (call.phase.at === 'ringing') {
    // The caller's page is gone: nobody is left to talk to.
    if (same(who, call.caller)) return [null, [...stop(call, 'cancelled'), { do: 'row-ended', by: null }]]
    return [call, []]
  }
  if (!takesPart(call, who)) return [call, []]
  const other = otherEnd(call, who)
  // Only a hint: while media flows the other device knows better (CALL-17), and it reports the end itself.
  return [call, other ? [{ do: 'say-ended', to: other, reason: 'lost' }] : []]
}

/** It may not answer any more. A call that it has accepted already is its person's to end. */
function deviceRevoked(call: LiveCall, who: Address): Step {
  if (call.phase.at !== 'ringing' || !isCallee(call, who)) return [call, []]
  const rung = call.phase.rung.filter(device => device !== who.device)
  return [{ ...call, phase: { ...call.phase, rung } }, [{ do: 'say-ended', to: who, reason: 'error' }]]
}

function accept(call: LiveCall, from: Address, now: number): Step {
  if (call.phase.at !== 'ringing') {
    const won = winner(call)
    if (won && same(from, won)) return [call, []]
    return [call, tooLate(call, from)]
  }
  if (!isCallee(call, from)) return [call, []]
  const others = call.phase.rung.filter(device => device !== from.device)
  return [
    {
      ...call,
      phase: { at: 'connecting', device: from.device, until: now + CALL_8_GIVE_UP + SERVER_PATIENCE },
    },
    // [CALL-6] The server stops the others early; the caller's own bye may be slower.
    others.map(
      device => ({ do: 'say-ended', to: { person: call.callee, device }, reason: 'elsewhere' }) as const,
    ),
  ]
}

/** [CALL-6] Another device has answered: one that missed it must not ring on. */
const tooLate = (call: LiveCall, who: Address): RingingEffect[] =>
  who.person === call.callee && call.phase.at !== 'ringing'
    ? [{ do: 'say-ended', to: who, reason: 'elsewhere' }]
    : []

function end(call: LiveCall, from: Address, reason: EndReason): Step {
  if (!takesPart(call, from)) return [call, []]
  // [UPG-3] Ended by nobody. The other device closes by itself, once it knows that it has swapped as well.
  if (reason === 'upgraded' && call.phase.at === 'connected') {
    return [null, [{ do: 'row-ended', by: null, talksOn: true }]]
  }
  if (call.phase.at === 'ringing') {
    const why: CallEndReason = same(from, call.caller)
      ? reason === 'timeout'
        ? 'timeout'
        : 'cancelled'
      : declined(reason)
    // [CALL-12], CALL-13: cancelled here, or declined or busy on one device: over on all of them, at once.
    return [null, [...stop(call, why, from), { do: 'row-ended', by: null }]]
  }
  const other = otherEnd(call, from)
  const by = call.phase.at === 'connected' && reason === 'hangup' ? from.person : null
  const told: CallEndReason = reason === 'hangup' ? 'hangup' : reason === 'timeout' ? 'timeout' : 'error'
  return [
    null,
    [...(other ? [{ do: 'say-ended', to: other, reason: told } as const] : []), { do: 'row-ended', by }],
  ]
}

const declined = (reason: EndReason): CallEndReason =>
  reason === 'busy' ? 'busy' : reason === 'error' || reason === 'upgraded' ? 'error' : 'declined'

/** Tells the caller and all devices that ring, but for the one that said so itself. */
function stop(call: LiveCall, reason: CallEndReason, except?: Address): RingingEffect[] {
  const ringing = call.phase.at === 'ringing' ? call.phase.rung : []
  const everybody: Address[] = [call.caller, ...ringing.map(device => ({ person: call.callee, device }))]
  return everybody
    .filter(who => !except || !same(who, except))
    .map(to => ({ do: 'say-ended', to, reason }) as const)
}

function resume(call: LiveCall, event: Extract<RingingEvent, { is: 'resume' }>): Step {
  if (!takesPart(call, event.from)) return [call, tooLate(call, event.from)]
  const claimed = { ...call, unclaimed: unclaimedBut(call, event.from.device) }
  if (event.connected && call.phase.at === 'connecting')
    return ringing(claimed, { is: 'connected', from: event.from })
  return [claimed, []]
}

function tick(call: LiveCall, now: number): Step {
  const lost = call.unclaimed?.find(({ until }) => now >= until)
  if (lost) return pageLost(call, lost.device)
  if (call.phase.at === 'connected' || now < call.phase.until) return [call, []]
  const reason = call.phase.at === 'ringing' ? 'timeout' : 'error'
  const won = winner(call)
  const told: RingingEffect[] =
    call.phase.at === 'ringing'
      ? stop(call, reason)
      : [call.caller, ...(won ? [won] : [])].map(to => ({ do: 'say-ended', to, reason }) as const)
  return [null, [...told, { do: 'row-ended', by: null }]]
}

/** [CALL-16] Its page came again without the call: nobody is left there to talk to. */
function pageLost(call: LiveCall, device: DeviceId): Step {
  const told: RingingEffect[] =
    call.phase.at === 'ringing'
      ? stop(call, 'cancelled', call.caller)
      : [call.caller, { person: call.callee, device: call.phase.device }]
          .filter(who => who.device !== device)
          .map(to => ({ do: 'say-ended', to, reason: 'lost' }) as const)
  return [null, [...told, { do: 'row-ended', by: null }]]
}
