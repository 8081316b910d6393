import { test as base, expect } from '@playwright/test'
import { Browser, type Look } from './browser.ts'
import { expectToHear } from './media.ts'
import { forgetForeignContacts, listForeignContacts, startNameWitness, worldFolder } from './network.ts'
import { type CallKind, type Credentials, Person } from './people.ts'
import type { Row } from './rows.ts'
import { Stack } from './stack.ts'

export { expect } from '@playwright/test'

export const PASSWORD = 'a quiet long password'
export const ORGANIZATION = 'Kanzlei Nord'

const ID = /^[\w-]{22}$/
/** Milliseconds. A server that was killed comes back and tidies up first. */
const WRITTEN_WITHIN = 90_000

interface CallFacts {
  readonly kind: CallKind
  readonly status: 'connecting' | 'connected' | 'not_connected'
  readonly startedBy: Person
  readonly endedBy: Person | null
}

/** One performance: a stack of its own, the people who enter, and the curtain that checks what they left behind. */
export class Scene {
  readonly stack: Stack
  readonly browsers: Browser[] = []
  #admin: Person | null = null

  constructor(stack: Stack) {
    this.stack = stack
  }

  /** Somebody with an account, signed in, at a browser of their own. The first one is the admin. */
  async person(name: string, look: Look = {}): Promise<Person> {
    const person = await this.visitor(name, look)
    if (this.#admin) await this.#join(person, await this.invitation())
    else await this.#setUp(person)
    await person.open(`${this.stack.origin}/`)
    return person
  }

  /** Anna, who is the admin, and Ben, each in the direct message with the other. */
  async pair(): Promise<[anna: Person, ben: Person]> {
    const anna = await this.person('Anna')
    const ben = await this.person('Ben')
    await anna.startDirectMessage(ben)
    await anna.write('Hello Ben')
    await ben.openConversation('Anna')
    return [anna, ben]
  }

  /** The same two, talking: Anna has called, Ben has accepted, and each hears the other. */
  async talk(): Promise<[anna: Person, ben: Person]> {
    const [anna, ben] = await this.pair()
    await anna.call('audio')
    await ben.accept('audio')
    for (const { page } of [anna, ben]) await expectToHear(page, 1)
    return [anna, ben]
  }

  /** Somebody who has no account yet, or is not signed in, at a browser of their own. */
  async visitor(name: string, look: Look = {}): Promise<Person> {
    return new Person(name, await this.browser(look), look)
  }

  /** Whoever has set up the organization by hand is its admin from now on. */
  adopt(admin: Person): void {
    this.#admin = admin
  }

  /** A browser in which nobody is signed in. */
  async browser(look: Look = {}): Promise<Browser> {
    const browser = await Browser.open(look)
    this.browsers.push(browser)
    return browser
  }

  /** A fresh invitation link, made by the admin. */
  async invitation(): Promise<string> {
    if (!this.#admin) throw new Error('there is no admin yet: let somebody enter first')
    const made = await this.post<{ secret: string }>(this.#admin.browser, '/api/invitations', {
      email: null,
      role: 'member',
    })
    return `${this.stack.origin}/invitation#${made.secret}`
  }

  /** What a page of this browser would say over HTTP. Fails unless the server agrees. */
  post<Answer>(browser: Browser, path: string, data: unknown): Promise<Answer> {
    return this.#ask(browser, 'POST', path, data)
  }

  patch<Answer>(browser: Browser, path: string, data: unknown): Promise<Answer> {
    return this.#ask(browser, 'PATCH', path, data)
  }

  async delete(browser: Browser, path: string): Promise<void> {
    await this.#ask(browser, 'DELETE', path, undefined)
  }

  async #ask<Answer>(browser: Browser, method: string, path: string, data: unknown): Promise<Answer> {
    const { origin } = this.stack
    const answer = await browser.context.request.fetch(origin + path, { method, data, headers: { origin } })
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
    const text = await answer.text()
    return (text === '' ? null : JSON.parse(text)) as Answer
  }

  /** Paths of all requests and sockets of all browsers that begin with `path`. */
  requests(path: string): string[] {
    return this.browsers
      .flatMap(browser => browser.requests.map(url => url.pathname))
      .filter(pathname => pathname.startsWith(path))
  }

  /** The row of a call as it must stand in the database: these eight fields, and of these four the exact values. */
  callRow({ kind, status, startedBy, endedBy }: CallFacts): Row {
    return {
      id: expect.stringMatching(ID),
      conversation_id: expect.stringMatching(ID),
      kind,
      status,
      started_by: this.idOf(startedBy),
      started_at: expect.any(Number),
      ended_at: status === 'connected' ? expect.any(Number) : null,
      ended_by: endedBy && this.idOf(endedBy),
    }
  }

  /** The rows of calls are exactly these, as soon as the server has written down what has happened. */
  async expectCallRows(rows: readonly Row[]): Promise<void> {
    await expect.poll(() => this.stack.rows.calls(), { timeout: WRITTEN_WITHIN }).toEqual(rows)
  }

  idOf(person: Person): string {
    const [row] = this.stack.rows.query('select id from person where name = ?', person.name)
    return String(row?.['id'])
  }

  /** Ends everything. Nothing runs on, nobody has talked to a stranger, no page has misbehaved. */
  async end(): Promise<void> {
    const own = new URL(this.stack.origin).host
    for (const browser of this.browsers) await browser.close()
    const orphans = await this.stack.stop()

    expect.soft(orphans, 'processes that outlived the stack').toEqual([])
    for (const browser of this.browsers) {
      const foreign = browser.requests.filter(({ host, protocol }) => host !== own && protocol !== 'data:')
      expect.soft(foreign.map(String), '[P-9] requests to strangers').toEqual([])
      expect.soft(browser.dialogs, 'dialogs that a page opened').toEqual([])
      expect.soft(browser.errors, 'errors of pages').toEqual([])
    }
    if (worldFolder()) {
      expect.soft(listForeignContacts(), '[P-9] contacts outside this machine').toEqual([])
      forgetForeignContacts()
    }
  }

  async #setUp(person: Person): Promise<void> {
    this.#admin = person
    await this.post(person.browser, '/api/setup', {
      secret: this.stack.setupSecret,
      organization: {
        name: ORGANIZATION,
        callRetentionDays: 90,
        hideAddresses: false,
        guestLinks: true,
        callWaiting: true,
      },
      admin: { name: person.name, ...credentialsOf(person.name) },
    })
  }

  async #join(person: Person, link: string): Promise<void> {
    await this.post(person.browser, '/api/invitations/accept', {
      secret: new URL(link).hash.slice(1),
      name: person.name,
      ...credentialsOf(person.name),
    })
  }
}

const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/\W+/g, '.')}@nord.example`

/** What people type at the door. */
export const credentialsOf = (name: string, password = PASSWORD): Credentials => ({
  email: emailOf(name),
  password,
})

export const test = base.extend<{ scene: Scene }, { witness: null }>({
  witness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern
    async ({}, use) => {
      const folder = worldFolder()
      const witness = folder ? await startNameWitness(folder) : null
      await use(null)
      witness?.close()
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern
  scene: async ({}, use, info) => {
    const scene = new Scene(await Stack.start())
    await use(scene)
    await scene.end()
    if (info.errors.length > 0) await info.attach('output of the stack', { body: scene.stack.output })
  },
})
