import type { Address } from '@tacet/protocol/call'
import type { Ack, Down } from '@tacet/protocol/down'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { Up } from '@tacet/protocol/up'
import { memoryLiveStore } from '../../live/memory.ts'
import { Refusal } from '../../refusal.ts'
import { PHONE_GRACE_MS } from '../../signaling/PhoneLines.ts'
import { PHONE_REFRESH_MS, Phones } from '../../signaling/Phones.ts'
import type { Delivery, Sender } from '../../signaling/ports.ts'
import { Calls } from '../Calls.ts'
import { LiveCalls } from '../liveCalls.ts'
import { orphanRows } from '../orphanRows.ts'
import { ringableBy } from '../ringable.ts'
import type { Agenda } from './Agenda.ts'
import { chainOf, OPEN_TO_ALL, otherOf } from './CallWorld.ts'
import type { FakeHistory } from './FakeHistory.ts'
import type { NetLine } from './NetLine.ts'

interface Known {
  readonly line: NetLine
  readonly address: Address
  /** False once another page of the same device is its phone. */
  phone: boolean
}

const TICK = 1_000
const LOOK_FOR_ORPHANS = 5_000

/**
 * One life of the server: the real use cases over the real live state, in a memory that is empty at first. Rows outlive
 * it. It dies without a word.
 */
export class NetServer {
  readonly live: LiveCalls
  readonly #calls: Calls
  readonly #phones: Phones
  readonly #known = new Map<string, Known>()
  readonly #agenda: Agenda
  #isDead = false

  constructor(agenda: Agenda, history: FakeHistory, listed: ReadonlySet<DeviceId>) {
    this.#agenda = agenda
    const { clock } = agenda
    const store = memoryLiveStore(clock)
    this.live = new LiveCalls(store)
    this.#phones = new Phones(store, clock)
    const delivery = this.#delivery()
    const listOf = (person: PersonId) => ({ chain: chainOf(person), listed: [...listed] })
    this.#calls = new Calls({
      calls: this.live,
      history,
      delivery,
      survey: async caller => ({
        callee: otherOf(caller),
        callersDevices: listOf(caller),
        calleesDevices: listOf(otherOf(caller)),
        blocked: false,
        callWaiting: true,
      }),
      calleeOf: async caller => otherOf(caller),
      ringable: ringableBy({
        listOf: async person => listOf(person),
        phonesOf: delivery.phonesOf,
      }),
      iceServersFor: async () => [],
      setInCall: async () => undefined,
      etiquette: OPEN_TO_ALL,
      clock,
    })
    const endOrphans = orphanRows({
      history,
      clock,
      isOurs: async () => true,
      liveRows: async () => new Set((await this.live.all()).flatMap(({ row }) => row ?? [])),
    })
    this.#every(TICK, () => this.#calls.tick())
    this.#every(LOOK_FOR_ORPHANS, endOrphans)
    this.#every(PHONE_REFRESH_MS, async () => {
      for (const { line, address, phone } of this.#known.values()) {
        if (phone) await this.#phones.refresh(address.person, address.device, line.id)
      }
    })
  }

  die(): void {
    this.#isDead = true
  }

  async came(line: NetLine, address: Address): Promise<void> {
    const { person, device } = address
    for (const other of this.#known.values()) if (other.address.device === device) other.phone = false
    this.#known.set(line.id, { line, address, phone: true })
    await this.#phones.came(person, device, line.id)
    await this.#calls.phoneCame(person, device)
  }

  /** It has noticed that a line is gone; nobody hears of it before the grace is over. */
  async broke(line: NetLine): Promise<void> {
    const known = this.#known.get(line.id)
    if (this.#isDead || !known) return
    this.#known.delete(line.id)
    const { person, device } = known.address
    await this.#phones.broke(person, device, line.id)
    this.#agenda.after(PHONE_GRACE_MS, async () => {
      if (this.#isDead || !(await this.#phones.gone(person, device, line.id))) return
      await this.#calls.phoneGone(person, device)
    })
  }

  /** Null: nobody is there to answer. */
  async handle(address: Address, message: Up): Promise<Ack | null> {
    if (this.#isDead) return null
    try {
      const reply = await this.#dispatch(this.#sender(address), message)
      return { ok: true, reply } as Ack
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { ok: false, failure: error.failure }
    }
  }

  async #dispatch(from: Sender, message: Up) {
    switch (message.t) {
      case 'call-start':
        return this.#calls.start(from, message)
      case 'call-signal':
        return this.#calls.signal(from, message)
      case 'call-ringing':
        return this.#calls.ringing(from, message)
      case 'call-connected':
        return this.#calls.connected(from, message)
      case 'call-end':
        return this.#calls.end(from, message)
      case 'call-resume':
        return this.#calls.resume(from, message)
      default:
        throw new Error(`no device says ${message.t}`)
    }
  }

  #sender({ person, device }: Address): Sender {
    return {
      account: { id: person, name: '', role: 'member', active: true, email: '', createdAt: 0 },
      device,
      socket: device,
      phone: true,
      at: this.#agenda.now,
    }
  }

  #every(period: number, work: () => Promise<void>): void {
    this.#agenda.after(period, async () => {
      if (this.#isDead) return
      await work()
      this.#every(period, work)
    })
  }

  #delivery(): Delivery {
    return {
      toPeople: () => undefined,
      toEverybody: () => undefined,
      closeSessions: () => undefined,
      toPhone: (_, device, message: Down) => {
        for (const { line, address, phone } of this.#known.values()) {
          if (phone && address.device === device) line.post(message)
        }
      },
      phonesOf: (person: PersonId) => this.#phones.connectedOf(person),
    }
  }
}
