import { expect } from '@playwright/test'
import { expectToHear } from '../media.ts'
import type { Person } from '../people.ts'
import { Scene, test as scenes } from '../scene.ts'
import { Stack } from '../stack.ts'
import { bendTime, hurry } from './bendTime.ts'
import { HostileServer, isSignal, type Lies, type Signal } from './HostileServer.ts'
import { leakedDevice, leakKeys, ownChain } from './leakKeys.ts'
import { Victim } from './Victim.ts'
import { Device, devicesOf, type Envelope, read, type SignedEntry, writeEntry } from './vcall.ts'
import { readLeaving, watchLeaving } from './watchLeaving.ts'

/** Milliseconds from the press of a button to the ring. */
const RINGS_WITHIN = 30_000
/** Milliseconds for the click on a dialog that is there, and may go. */
const CLICKS_WITHIN = 3_000

/** A scene in which every browser is watched, and the one of the accomplice gives its keys away. */
class WatchedScene extends Scene {
  override async visitor(...[name, look]: Parameters<Scene['visitor']>): Promise<Person> {
    const visitor = await super.visitor(name, look)
    for (const script of [watchLeaving, bendTime]) await visitor.browser.context.addInitScript(script)
    if (name === 'Ben') await visitor.browser.context.addInitScript(leakKeys)
    return visitor
  }
}

/** Anna, who speaks German, and Ben, behind a server that lies when it is told to. */
export class Office {
  readonly scene: Scene
  readonly server: HostileServer
  readonly anna: Victim
  readonly ben: Victim

  private constructor(scene: Scene, server: HostileServer, anna: Person, ben: Person) {
    this.scene = scene
    this.server = server
    this.anna = new Victim(anna, scene.idOf(anna), 'de')
    this.ben = new Victim(ben, scene.idOf(ben), 'en')
  }

  static async open(): Promise<Office> {
    const server = await HostileServer.open()
    const stack = await Stack.startBehind(server.port)
    server.standBefore(`http://127.0.0.1:${stack.port}`)
    const scene = new WatchedScene(stack)
    const anna = await scene.person('Anna', { language: 'de' })
    return new Office(scene, server, anna, await scene.person('Ben'))
  }

  /** Anna and Ben begin their direct message. */
  async meet(): Promise<void> {
    const [anna, ben] = [this.anna.person, this.ben.person]
    await anna.startDirectMessage(ben)
    await anna.write('Hallo Ben')
    await ben.openConversation('Anna')
  }

  /**
   * Lets the server lie while `act` goes on. Not one packet may leave either browser by then; and when the server is
   * honest again, the same two have a call.
   */
  async attack(lies: Lies, act: () => Promise<void>): Promise<void> {
    const before = await this.#packets()
    this.server.lies = lies
    await act()
    expect(await this.#packets(), 'packets that have left Anna and Ben').toEqual(before)
    this.server.lies = {}
    for (const victim of [this.anna, this.ben]) {
      await hurry(victim.page, 1)
      await victim.leaveVerdict()
    }
    await this.callHonestly()
  }

  /**
   * Anna calls, and Ben accepts if he can: since a leg connects while it rings, what is wrong with it may show before
   * anybody has clicked.
   */
  async call(): Promise<void> {
    const { anna, ben } = this
    await anna.person.call('audio')
    const facts = [ben.person.ringing, ben.verdict, anna.verdict]
    const shown = async () => (await Promise.all(facts.map(fact => fact.isVisible()))).includes(true)
    await expect.poll(shown, { timeout: RINGS_WITHIN }).toBe(true)
    if (await ben.person.ringing.isHidden()) return
    const accept = ben.person.ringing.getByRole('button', { name: ben.person.words.acceptWithAudio })
    await accept.click({ timeout: CLICKS_WITHIN }).catch(async (error: unknown) => {
      if (await ben.person.ringing.isVisible()) throw error
    })
  }

  /** [ERR-3] Both are told the name of the error. */
  async expectBlocked(error: string): Promise<void> {
    await this.anna.expectBlocked(error)
    await this.ben.expectBlocked(error)
  }

  /** [TEST-2] Both hear each other; `during` is played meanwhile. */
  async callHonestly(during: () => Promise<void> = async () => undefined): Promise<void> {
    const [anna, ben] = [this.anna.person, this.ben.person]
    const before = await this.#packets()
    await this.call()
    for (const { page } of [anna, ben]) await expectToHear(page, 1)
    await during()
    await anna.hangUp()
    for (const person of [anna, ben]) await person.expectNoCall()
    const after = await this.#packets()
    for (const [at, packets] of after.entries()) {
      expect(packets, 'what is counted does count').toBeGreaterThan(before[at] ?? 0)
    }
  }

  async close(): Promise<void> {
    await this.scene.end()
    await this.server.close()
  }

  async #packets(): Promise<number[]> {
    const both = await Promise.all([this.anna, this.ben].map(({ page }) => readLeaving(page)))
    return both.map(({ packets }) => packets)
  }
}

/** Changes every message of type `t` on its way to a browser, and nothing else. Null: it doesn't arrive. */
export function change(t: string, to: (envelope: Envelope, signal: Signal) => Envelope | null): Lies {
  return {
    down(message) {
      if (!isSignal(message) || read(message.envelope.m).t !== t) return message
      const envelope = to(message.envelope, message)
      return envelope && { ...message, envelope }
    },
  }
}

/** Shows the caller another chain than that of whom they call, and rings whom that one names. */
export function show(chain: readonly SignedEntry[]): Lies {
  const devices = devicesOf(chain).map(({ dev }) => dev)
  return {
    reply: (said, ack) =>
      said.t === 'call-start' && ack.ok ? { ok: true, reply: { ...ack.reply, chain, devices } } : ack,
  }
}

/** What the server holds of Ben in these scenes: with his browser's key it signs whatever it likes. */
export interface Accomplice {
  readonly browser: Device
  /** Another device in his list. It is no browser at all. */
  readonly laptop: Device
  readonly chain: readonly SignedEntry[]
}

async function recruit({ scene, ben }: Office): Promise<Accomplice> {
  const [first] = await ownChain(ben.person)
  if (!first) throw new Error('there is no list')
  const [browser, laptop] = [await leakedDevice(ben.person, [first]), Device.draw()]
  const entry = writeEntry([first], ben.id, [...devicesOf([first]), laptop.card], browser)
  await scene.post(ben.person.browser, '/api/devices/entries', { entry, label: 'Laptop' })
  return { browser, laptop, chain: [first, entry] }
}

/** One office for all scenes of a file: every attack leaves it as it was. */
export const test = scenes.extend<Record<never, never>, { office: Office; accomplice: Accomplice }>({
  office: [
    async ({ witness: _ }, use) => {
      const office = await Office.open()
      await office.meet()
      await use(office)
      await office.close()
    },
    { scope: 'worker' },
  ],
  accomplice: [async ({ office }, use) => use(await recruit(office)), { scope: 'worker' }],
})
