import fc from 'fast-check'
import { ADDRESSES, DM, otherOf } from './CallWorld.ts'
import type { NetDevice } from './NetDevice.ts'
import type { NetWorld } from './NetWorld.ts'

const PRESSES = ['dial', 'accept', 'decline', 'hang-up'] as const
const FAULTS = ['cut', 'away', 'back', 'reload', 'crash', 'kill', 'peers-down', 'peers-up'] as const

/** What happens, to whom, and how long nothing else does (ms). `much`: how slow, how late or how long, from 0 to 3. */
export interface Step {
  readonly do: (typeof PRESSES)[number] | (typeof FAULTS)[number] | 'slow' | 'all-accept'
  readonly who: number
  readonly much: number
  readonly pause: number
}

const DELAYS = [5, 80, 900, 6_000]
const NOTICED = [0, 50, 4_000, 18_000]
const DOWN = [200, 2_000, 9_000, 50_000]
const LETTERS = ['A', 'M', 'z', '-']

const stepOf = (...what: Step['do'][]): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constantFrom(...what),
    who: fc.nat({ max: ADDRESSES.length - 1 }),
    much: fc.nat({ max: 3 }),
    pause: fc.constantFrom(0, 0, 15, 60, 400, 3_000, 16_000, 50_000),
  })
const PRESSED = {
  weight: 5,
  arbitrary: stepOf('dial', 'dial', 'accept', 'accept', 'all-accept', 'decline', 'hang-up'),
}
const SLOWED = { weight: 1, arbitrary: stepOf('slow') }

/** Only people and slow lines. */
export const calmSteps = fc.array(fc.oneof(PRESSED, SLOWED), { minLength: 3, maxLength: 25 })
/** Whatever may break does. */
export const anySteps = fc.array(fc.oneof(PRESSED, SLOWED, { weight: 3, arbitrary: stepOf(...FAULTS) }), {
  minLength: 3,
  maxLength: 30,
})

const pick = (values: readonly number[], place: number): number => values[place] ?? 0

export async function play(world: NetWorld, step: Step): Promise<void> {
  const device = world.devices[step.who]
  if (device) await act(world, device, step)
  await world.agenda.run(step.pause)
}

export function dial(world: NetWorld, device: NetDevice, letter: string): Promise<void> {
  const peer = otherOf(device.address.person)
  const call = world.drawCall(device, letter)
  return device.on({ is: 'dial', facts: { call, conversation: DM, peer, media: 'audio', row: null } })
}

async function act(world: NetWorld, device: NetDevice, { do: what, much }: Step): Promise<void> {
  switch (what) {
    case 'dial':
      if (device.state.at !== 'idle' && device.state.at !== 'ended') return
      return dial(world, device, LETTERS[much] ?? 'A')
    case 'accept':
      return device.on({ is: 'accept', media: 'audio' })
    case 'all-accept':
      for (const each of world.devices) await each.on({ is: 'accept', media: 'audio' })
      return
    case 'decline':
      return device.on({ is: 'decline' })
    case 'hang-up':
      return device.on({ is: 'hang-up' })
    case 'slow':
      device.delay = pick(DELAYS, much)
      return
    case 'cut':
      return world.cut(device, pick(NOTICED, much))
    case 'away':
      device.network = false
      return world.cut(device, pick(NOTICED, much))
    case 'back':
      device.network = true
      return
    case 'reload':
      return world.reload(device, true)
    case 'crash':
      return world.reload(device, false)
    case 'kill':
      return world.kill(pick(DOWN, much))
    case 'peers-down':
      world.arePeersUp = false
      return
    case 'peers-up':
      world.arePeersUp = true
  }
}
