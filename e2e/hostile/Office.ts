import { expect } from '@playwright/test'
import { expectToHear } from '../media.ts'
import type { Person } from '../people.ts'
import { Scene, test as scenes } from '../scene.ts'
import { Stack } from '../stack.ts'
import { HostileServer, type Lies, type Signal } from './HostileServer.ts'
import { accompliceDevice, leakKeys } from './leakKeys.ts'
import type { Device, Envelope } from './vcall.ts'
import { read } from './vcall.ts'
import { readLeaving, watchLeaving } from './watchLeaving.ts'

/** Milliseconds for a page to say how a call ended. */
const TOLD_WITHIN = 60_000

const WORDS = {
  en: {
    blocked: 'Call blocked',
    unproven: 'The connection could not be verified',
    noAnswer: 'No answer',
    failed: 'Could not connect',
    encryption: 'Encryption of this call',
    emoji: 'Five emoji',
    match: 'They match',
    noMatch: 'No match',
    attack: 'Possible attack, call ended',
  },
  de: {
    blocked: 'Anruf blockiert',
    unproven: 'Die Verbindung konnte nicht bestätigt werden',
    noAnswer: 'Keine Antwort',
    failed: 'Verbindung fehlgeschlagen',
    encryption: 'Verschlüsselung dieses Anrufs',
    emoji: 'Fünf Emoji',
    match: 'Sie stimmen überein',
    noMatch: 'Stimmt nicht',
    attack: 'Möglicher Angriff, Anruf beendet',
  },
} as const

/** Somebody whose server is hostile. */
export class Victim {
  readonly person: Person
  readonly id: string
  readonly words: (typeof WORDS)['en' | 'de']

  constructor(person: Person, id: string) {
    this.person = person
    this.id = id
    this.words = person.words.close === 'Close' ? WORDS.en : WORDS.de
  }

  get page() {
    return this.person.page
  }

  /** [ERR-3] The words, and the name of the error. */
  async expectBlocked(error: string): Promise<void> {
    const verdict = this.page.getByRole('alert').filter({ hasText: this.words.blocked })
    await expect(verdict).toContainText(`${this.words.unproven} (${error}).`, { timeout: TOLD_WITHIN })
  }

  async expectVerdict(word: 'noAnswer' | 'failed' | 'attack'): Promise<void> {
    const heading = this.page.getByRole('heading', { name: this.words[word], exact: true })
    await expect(heading).toBeVisible({ timeout: TOLD_WITHIN })
  }

  /** Leaves the page that says how a call ended, if there is one. */
  async leaveVerdict(): Promise<void> {
    const { back, writeMessage } = this.person.words
    const way = this.person.button(back).or(this.person.button(writeMessage))
    for (const button of await way.all()) await button.click()
  }

  /** The words of the five emoji of the running call. */
  async readEmoji(): Promise<string[]> {
    const sheet = this.page.getByRole('dialog', { name: this.words.encryption })
    if (!(await sheet.isVisible())) {
      await this.page.getByRole('button', { name: this.person.words.endToEnd }).first().click()
    }
    const emoji = sheet.getByRole('list', { name: this.words.emoji }).getByRole('listitem')
    await expect(emoji).toHaveCount(5)
    return (await emoji.allInnerTexts()).map(text => text.split('\n').at(-1)?.trim() ?? '')
  }
}

/** A scene in which every browser is watched, and the one of the accomplice gives its keys away. */
class WatchedScene extends Scene {
  override async visitor(...[name, look]: Parameters<Scene['visitor']>): Promise<Person> {
    const visitor = await super.visitor(name, look)
    await visitor.browser.context.addInitScript(watchLeaving)
    if (name === 'Ben') await visitor.browser.context.addInitScript(leakKeys)
    return visitor
  }
}

/** Anna, who speaks German, and Ben, in their direct message, behind a server that lies when it is told to. */
export class Office {
  readonly scene: Scene
  readonly server: HostileServer
  readonly anna: Victim
  readonly ben: Victim
  /** Ben's device, for attacks in which it signs whatever the server wants. */
  readonly accomplice: Device

  private constructor(
    scene: Scene,
    server: HostileServer,
    [anna, ben]: [Person, Person],
    accomplice: Device,
  ) {
    this.scene = scene
    this.server = server
    this.anna = new Victim(anna, scene.idOf(anna))
    this.ben = new Victim(ben, scene.idOf(ben))
    this.accomplice = accomplice
  }

  static async open(): Promise<Office> {
    const server = await HostileServer.open()
    const stack = await Stack.startBehind(server.port)
    server.standBefore(`http://127.0.0.1:${stack.port}`)
    const scene = new WatchedScene(stack)
    const anna = await scene.person('Anna', { language: 'de' })
    const ben = await scene.person('Ben')
    const accomplice = await accompliceDevice(ben)
    await anna.startDirectMessage(ben)
    await anna.write('Hallo Ben')
    await ben.openConversation('Anna')
    return new Office(scene, server, [anna, ben], accomplice)
  }

  /**
   * Lets the server lie while `act` goes on. Not one packet may leave either browser by then, and when the server is
   * honest again the same two have a call.
   */
  async attack(lies: Lies, act: () => Promise<void>): Promise<void> {
    const both = [this.anna, this.ben]
    const before = await Promise.all(both.map(({ page }) => readLeaving(page)))
    this.server.lies = lies
    await act()
    const after = await Promise.all(both.map(({ page }) => readLeaving(page)))
    expect(
      after.map(({ packets }) => packets),
      'packets that left Anna and Ben',
    ).toEqual(before.map(({ packets }) => packets))
    this.server.lies = {}
    for (const victim of both) await victim.leaveVerdict()
    await this.callHonestly()
  }

  async callHonestly(): Promise<void> {
    const [anna, ben] = [this.anna.person, this.ben.person]
    await anna.call('audio')
    await ben.accept('audio')
    for (const { page } of [anna, ben]) await expectToHear(page, 1)
    await anna.hangUp()
    for (const person of [anna, ben]) await person.expectNoCall()
  }

  async close(): Promise<void> {
    await this.scene.end()
    await this.server.close()
  }
}

/** Changes every message of type `t` on its way to a browser, and nothing else. */
export function change(t: string, to: (envelope: Envelope, signal: Signal) => Envelope | null): Lies {
  return {
    down(message) {
      const signal = message as unknown as Signal
      if (signal.t !== 'call-signal' || read(signal.envelope.m).t !== t) return message
      const envelope = to(signal.envelope, signal)
      return envelope && { ...message, envelope }
    },
  }
}

export const test = scenes.extend<Record<never, never>, { office: Office }>({
  office: [
    async ({ witness: _ }, use) => {
      const office = await Office.open()
      await use(office)
      await office.close()
    },
    { scope: 'worker' },
  ],
})
