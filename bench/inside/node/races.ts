import type { CallId } from '@tacet/protocol/ids'
import { type Device, DM, World } from '../../../server/src/call/testing/CallWorld.ts'
import type { Race } from './Race.ts'

/** Milliseconds. */
const STEP = 2
const LONGEST_LINE = 150
const LIMIT = 5_000

const upTo = (most: number): number => Math.floor(Math.random() * (most + 1))

/** Messages of a device arrive after the delay that its line has during this race, in the order in which they were sent. */
class SlowLine {
  readonly #device: Device
  readonly #delay = upTo(LONGEST_LINE)
  readonly #due: number[] = []

  constructor(device: Device) {
    this.#device = device
  }

  async move(now: number): Promise<void> {
    while (this.#due.length < this.#device.inbox.length) this.#due.push(now + this.#delay)
    while ((this.#due[0] ?? Number.POSITIVE_INFINITY) <= now) {
      this.#due.shift()
      await this.#device.deliver()
    }
  }
}

async function run(world: World, lines: readonly SlowLine[], until: () => boolean, each = async () => {}) {
  const end = world.clock.now() + LIMIT
  while (!until()) {
    if (world.clock.now() > end) throw new Error(`stuck: ${world.devices.map(({ state }) => state.at)}`)
    await world.advance(STEP)
    await each()
    for (const line of lines) await line.move(world.clock.now())
  }
}

/** Anna calls, and both of Ben's devices answer within one way of their lines: neither can know of the other. */
async function race(number: number): Promise<Race> {
  const world = new World()
  const [caller, , ...answering] = world.devices
  if (!caller) throw new Error('nobody calls')
  const lines = world.devices.map(device => new SlowLine(device))
  const call = `race${number}`.padEnd(21, 'A').concat('A') as CallId
  const peer = world.other(caller.address.person)
  await caller.on({ is: 'dial', facts: { call, conversation: DM, peer, media: 'audio', row: null } })
  await run(world, lines, () => answering.every(({ state }) => state.at === 'ringing-in'))
  await run(world, lines, () => caller.state.at === 'ringing-out')

  const start = world.clock.now()
  const clicks = answering.map(device => ({ device, at: start + upTo(LONGEST_LINE), done: false }))
  const stopped = new Map<Device, number>()
  const isOver = ({ state }: Device) => state.at === 'ended' || state.at === 'idle'
  await run(
    world,
    lines,
    () =>
      clicks.every(({ done }) => done) &&
      answering.filter(isOver).length === 1 &&
      caller.state.at === 'connecting',
    async () => {
      for (const click of clicks) {
        if (click.done || click.at > world.clock.now()) continue
        click.done = true
        await click.device.on({ is: 'accept', media: 'audio' })
      }
      for (const device of answering) {
        if (isOver(device) && !stopped.has(device)) stopped.set(device, world.clock.now())
      }
    },
  )
  await world.connect()
  await run(world, lines, () => lines.length > 0 && world.devices.every(({ inbox }) => inbox.length === 0))

  const winners = answering.filter(({ state }) => state.at === 'connected')
  const [loser] = answering.filter(isOver)
  const first = Math.min(...clicks.map(({ at }) => at))
  return {
    winners: winners.length,
    winner: winners[0] ? answering.indexOf(winners[0]) : -1,
    agreed: caller.state.at === 'connected' && caller.state.device === winners[0]?.address.device,
    told: loser?.state.at === 'ended' ? loser.state.outcome : (loser?.state.at ?? 'nothing'),
    stopped: (loser ? (stopped.get(loser) ?? world.clock.now()) : world.clock.now()) - first,
  }
}

const count = Number(process.argv[2])
const races: Race[] = []
for (let number = 0; number < count; number++) races.push(await race(number))
process.stdout.write(JSON.stringify(races))
