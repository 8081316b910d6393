import type { CallEvent, CallState } from '@tacet/domain/call/CallState'
import type { Ack } from '@tacet/protocol/down'
import type { CallId, CallRowId, PersonId } from '@tacet/protocol/ids'
import type { Up } from '@tacet/protocol/up'
import { Agenda } from './Agenda.ts'
import { ADDRESSES, id } from './CallWorld.ts'
import { FakeHistory } from './FakeHistory.ts'
import { NetDevice, type Surroundings } from './NetDevice.ts'
import { NetLine } from './NetLine.ts'
import { NetServer } from './NetServer.ts'
import { isSecured, type NetLeg } from './netLegs.ts'

/** What has truly happened to a call, whatever anybody wrote down. */
export interface Truth {
  readonly caller: PersonId
  /** Devices on which it connected. */
  readonly connected: Set<string>
  /** Who hung up while it was connected. */
  readonly hungUp: Set<PersonId>
  row: CallRowId | null
  /** [CALL-22] One of the two has called again since. */
  replaced: boolean
}

const RETRY = 1_000
const PEER_DELAY = 30

/** Two people with two devices each, their lines, and a server that may die. */
export class NetWorld implements Surroundings {
  readonly agenda = new Agenda()
  readonly history = new FakeHistory(this.agenda.clock)
  readonly devices: readonly NetDevice[]
  readonly truth = new Map<CallId, Truth>()
  server: NetServer | null = null
  /** Whether devices reach each other. */
  arePeersUp = true
  /** Looks at the world after every change of a device. */
  onChange: (device: NetDevice) => void = () => undefined
  readonly #listed = new Set(ADDRESSES.map(({ device }) => device))
  #drawn = 0

  private constructor() {
    this.devices = ADDRESSES.map(address => new NetDevice(this, address))
  }

  /** The server is up, and everybody's page is open. */
  static async begin(): Promise<NetWorld> {
    const world = new NetWorld()
    world.#boot()
    for (const device of world.devices) world.#connect(device)
    await world.agenda.run(1_000)
    return world
  }

  drawCall(device: NetDevice, letter: string): CallId {
    const call = id(`${letter}call${this.#drawn++}`) as CallId
    const { person: caller } = device.address
    for (const earlier of this.truth.values()) earlier.replaced = true
    this.truth.set(call, { caller, connected: new Set(), hungUp: new Set(), row: null, replaced: false })
    return call
  }

  /** The line breaks, and what is on it is lost; the server notices after `noticed` ms. */
  async cut(device: NetDevice, noticed: number): Promise<void> {
    await this.#drop(device, true, noticed)
    this.#connectLater(device, RETRY)
  }

  /** The page goes and comes again. `politely`: it has still said that it goes. */
  async reload(device: NetDevice, politely: boolean): Promise<void> {
    if (politely && device.state.at !== 'ringing-in') await device.on({ is: 'hang-up' })
    await this.#drop(device, !politely, device.delay + 10)
    device.wipe()
    this.onChange(device)
    this.#connectLater(device, RETRY)
  }

  async kill(downFor: number): Promise<void> {
    this.server?.die()
    this.server = null
    for (const device of this.devices) await this.cut(device, 0)
    this.agenda.after(downFor, () => this.#boot())
  }

  /** Everything works again from now on. */
  heal(): void {
    this.arePeersUp = true
    if (!this.server) this.#boot()
    for (const device of this.devices) {
      device.network = true
      device.delay = 20
    }
  }

  hears(device: NetDevice, leg: NetLeg): boolean {
    const other = this.#otherEnd(device, leg)
    return this.arePeersUp && other !== null && isSecured(other.leg)
  }

  sayBye(device: NetDevice, leg: NetLeg): void {
    const other = this.#otherEnd(device, leg)
    if (!leg.path || !other) return
    this.agenda.after(PEER_DELAY, async () => {
      const there = other.device.legOf(leg.call, device.address.device)
      if (!this.arePeersUp || there !== other.leg) return
      await other.device.on({ is: 'bye', call: leg.call, device: device.address.device, reason: 'hangup' })
    })
  }

  changed(device: NetDevice, before: CallState, event: CallEvent): void {
    const { state } = device
    if (state.at !== 'idle') {
      const truth = this.truth.get(state.facts.call)
      if (state.at === 'connected') truth?.connected.add(device.address.device)
      const talked = before.at === 'connected' || before.at === 'reconnecting'
      if (talked && event.is === 'hang-up') truth?.hungUp.add(device.address.person)
    }
    this.onChange(device)
  }

  #otherEnd(device: NetDevice, leg: NetLeg): { device: NetDevice; leg: NetLeg } | null {
    const other = this.devices.find(each => each.address.device === leg.device)
    const there = other?.legOf(leg.call, device.address.device)
    return other && there?.offer === leg.offer ? { device: other, leg: there } : null
  }

  #boot(): void {
    this.server ??= new NetServer(this.agenda, this.history, this.#listed)
  }

  #connectLater(device: NetDevice, delay: number): void {
    this.agenda.after(delay + 137 * this.devices.indexOf(device), () => this.#connect(device))
  }

  #connect(device: NetDevice): void {
    if (device.line?.isOpen) return
    const { agenda, server } = this
    if (!server || !device.network) {
      this.#connectLater(device, RETRY)
      return
    }
    const line = new NetLine({
      agenda,
      id: `line ${this.#drawn++}`,
      delay: () => device.delay,
      handle: message => this.#handle(server, device, message),
      hear: message => device.hear(message),
    })
    device.line = line
    agenda.after(device.delay, async () => {
      if (!line.isOpen) return
      line.welcome(() => device.welcomed())
      await server.came(line, device.address)
    })
  }

  async #handle(server: NetServer, device: NetDevice, message: Up): Promise<Ack | null> {
    const ack = await server.handle(device.address, message)
    if (message.t === 'call-start' && ack?.ok) {
      const truth = this.truth.get(message.call)
      if (truth) truth.row = (ack as Extract<Ack<'call-start'>, { ok: true }>).reply.row
    }
    return ack
  }

  async #drop(device: NetDevice, lost: boolean, noticed: number): Promise<void> {
    const { server } = this
    const { line } = device
    if (!line) return
    device.isOpen = false
    await line.break(lost)
    this.agenda.after(noticed, () => server?.broke(line))
  }
}
