import { expect, type Locator, type Page } from '@playwright/test'
import type { Browser, Look } from './browser.ts'
import { WORDS, type Words } from './words.ts'

/** Milliseconds until a call rings or media flows on a busy machine. */
const RINGS_WITHIN = 30_000

export interface Credentials {
  readonly email: string
  readonly password: string
}

export type CallKind = 'audio' | 'video' | 'screen'

/** One person at one browser, who does what people do and finds things by the names that people see. */
export class Person {
  readonly name: string
  readonly browser: Browser
  readonly words: Words

  constructor(name: string, browser: Browser, { language = 'en' }: Look = {}) {
    this.name = name
    this.browser = browser
    this.words = WORDS[language]
  }

  get page(): Page {
    return this.browser.page
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path)
  }

  // ── Accounts ────────────────────────────────────────────────────────────────────────────────────

  /** The four steps behind the setup link. `visit` is called at each. */
  async setUp(
    link: string,
    { organization, email, password }: Credentials & { readonly organization: string },
    visit: (step: string) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.open(link)
    await this.#field(this.words.organizationName).fill(organization)
    await visit('setup-organization')
    await this.button(this.words.continue).click()
    await this.#field(this.words.yourName).fill(this.name)
    await this.#field(this.words.email).fill(email)
    await this.#field(this.words.password).fill(password)
    await visit('setup-account')
    await this.button(this.words.continue).click()
    await expect(this.page.getByRole('slider')).toBeVisible()
    await visit('setup-telephony')
    await this.button(this.words.continue).click()
    await expect(this.button(this.words.later)).toBeVisible()
    await visit('setup-people')
    await this.button(this.words.later).click()
    await this.expectInside()
  }

  async acceptInvitation(link: string, { email, password }: Credentials): Promise<void> {
    await this.open(link)
    await this.#field(this.words.yourName).fill(this.name)
    await this.#field(this.words.email).fill(email)
    await this.#field(this.words.password).fill(password)
    await this.button(this.words.makeAccount).click()
    await this.expectInside()
  }

  async signIn({ email, password }: Credentials): Promise<void> {
    await this.#field(this.words.email).fill(email)
    await this.#field(this.words.password).fill(password)
    await this.button(this.words.signIn).click()
  }

  async resetPassword(link: string, password: string): Promise<void> {
    await this.open(link)
    await this.#field(this.words.newPassword).fill(password)
    await this.button(this.words.setPassword).click()
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('link', { name: this.words.settings, exact: true }).click()
    await this.button(this.words.signOut).click()
  }

  async expectInside(): Promise<void> {
    await expect(this.page.getByRole('link', { name: this.words.people, exact: true })).toBeVisible()
  }

  /** The page shows the door and nothing of what is behind it. */
  async expectOutside(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.words.signIn })).toBeVisible()
    await expect(this.list).toBeHidden()
  }

  #field(name: string): Locator {
    return this.page
      .getByRole('textbox', { name, exact: true })
      .or(this.page.getByLabel(name, { exact: true }))
  }

  // ── Conversations ────────────────────────────────────────────────────────────────────────────

  /** The list of conversations. */
  get list(): Locator {
    // On a phone it is the whole page.
    const name = this.words.conversations
    return this.page.getByRole('complementary', { name }).or(this.page.getByRole('main', { name }))
  }

  /** The messages and calls of the open conversation. */
  get log(): Locator {
    return this.page.getByRole('log')
  }

  async startDirectMessage(other: Person): Promise<void> {
    const dialog = await this.#openNew(this.words.newDirect)
    await dialog.getByRole('searchbox').fill(other.name)
    await dialog.getByRole('button', { name: other.name }).click()
    await this.expectConversation(other.name)
  }

  async startGroup(name: string, others: readonly Person[]): Promise<void> {
    const dialog = await this.#openNew(this.words.newGroup)
    await dialog.getByRole('textbox', { name: this.words.name, exact: true }).fill(name)
    for (const other of others) {
      await dialog.getByRole('searchbox').fill(other.name)
      await dialog.getByRole('checkbox', { name: other.name }).check()
    }
    await dialog.getByRole('button', { name: this.words.create, exact: true }).click()
    await this.expectConversation(name)
  }

  async #openNew(what: string): Promise<Locator> {
    await this.list.getByRole('button', { name: this.words.newConversation }).click()
    await this.page.getByRole('menuitem', { name: what, exact: true }).click()
    return this.page.getByRole('dialog', { name: what })
  }

  async openConversation(name: string): Promise<void> {
    await this.list.getByRole('link', { name }).click()
    await this.expectConversation(name)
  }

  async expectConversation(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.words.message }).fill(text)
    await this.button(this.words.send).click()
  }

  async expectToRead(text: string): Promise<void> {
    await expect(this.log.getByText(text, { exact: true })).toBeVisible()
  }

  /** The menu behind one's own face: status, message, and the ways to the settings. */
  async openStatus(): Promise<Locator> {
    await this.page.getByRole('button', { name: this.words.openAccount }).click()
    return this.page.getByRole('dialog', { name: this.words.status })
  }

  // ── Calls ────────────────────────────────────────────────────────────────────────────────────

  async call(kind: CallKind): Promise<void> {
    const names = { audio: this.words.audioCall, video: this.words.videoCall, screen: this.words.shareScreen }
    await this.button(names[kind]).click()
    if (kind === 'screen') await this.confirmWholeScreen()
  }

  /** The dialog of an incoming call. */
  get ringing(): Locator {
    return this.page.getByRole('alertdialog')
  }

  async expectRinging(from: Person): Promise<void> {
    await expect(this.ringing).toContainText(from.name, { timeout: RINGS_WITHIN })
  }

  async accept(kind: 'audio' | 'video'): Promise<void> {
    const name = kind === 'audio' ? this.words.acceptWithAudio : this.words.acceptWithVideo
    await this.ringing.getByRole('button', { name, exact: true }).click({ timeout: RINGS_WITHIN })
  }

  async decline(): Promise<void> {
    await this.ringing.getByRole('button', { name: this.words.decline, exact: true }).click()
  }

  /** The toolbar of a running call. */
  get controls(): Locator {
    return this.page.getByRole('toolbar', { name: /Call controls|Anruf steuern/ })
  }

  async shareScreen(): Promise<void> {
    await this.controls.getByRole('button', { name: this.words.shareScreen, exact: true }).click()
    await this.confirmWholeScreen()
  }

  /** The picker of a browser in tests always gives the whole screen, about which the page asks once more (SHARE-2). */
  async confirmWholeScreen(): Promise<void> {
    await this.page.getByRole('alertdialog').getByRole('button', { name: this.words.wholeScreen }).click()
  }

  async stopSharing(): Promise<void> {
    await this.button(this.words.stopSharing).first().click()
  }

  async hangUp(): Promise<void> {
    await this.button(this.words.hangUp).click()
  }

  /** The label says which encryption protects the call. */
  async expectLabel(text: string): Promise<void> {
    await expect(this.page.getByRole('button', { name: text }).first()).toBeVisible({ timeout: RINGS_WITHIN })
  }

  /** No call runs or rings any more. `limit`: milliseconds. */
  async expectNoCall(limit = RINGS_WITHIN): Promise<void> {
    await expect(this.controls).toBeHidden({ timeout: limit })
    await expect(this.ringing).toBeHidden({ timeout: limit })
  }

  /** Leaves the page that says why a call did not connect. */
  async closeVerdict(): Promise<void> {
    await this.button(this.words.writeMessage).click()
  }

  /** Chooses whom to add to the direct call, reads what it means, and has the other side asked. */
  async addToCall(other: Person, peer: Person): Promise<void> {
    await this.controls.getByRole('button', { name: this.words.addPerson, exact: true }).click()
    const picker = this.page.getByRole('dialog', { name: this.words.addPerson })
    await picker.getByRole('searchbox').fill(other.name)
    await picker.getByRole('button', { name: other.name }).click()
    const meaning = this.page.getByRole('alertdialog')
    await expect(meaning).toContainText(this.words.toServer)
    await meaning.getByRole('button', { name: new RegExp(peer.name) }).click()
  }

  async answerUpgrade(yes: boolean): Promise<void> {
    const name = yes ? this.words.agree : this.words.stayDirect
    await this.page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click()
  }

  // ── Conferences ──────────────────────────────────────────────────────────────────────────────

  /** From the conversation through the page where devices are chosen into the conference. */
  async startConference({ camera }: { camera: boolean }): Promise<void> {
    await this.button(this.words.startConference).click()
    await this.joinFromPreview({ camera })
  }

  get joinButton(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.words.join}`) })
  }

  async joinConference({ camera }: { camera: boolean }): Promise<void> {
    await this.joinButton.first().click()
    await this.joinFromPreview({ camera })
  }

  async leave(): Promise<void> {
    await this.button(this.words.leave).click()
  }

  async endForAll(): Promise<void> {
    await this.controls.getByRole('button', { name: this.words.more, exact: true }).click()
    await this.page.getByRole('menuitem', { name: this.words.endForAll }).click()
    await this.page.getByRole('alertdialog').getByRole('button', { name: this.words.endForAll }).click()
  }

  /** What shows a person on the stage. */
  tile(name: string): Locator {
    return this.page.getByRole('main').getByRole('group', { name })
  }

  async joinFromPreview({ camera }: { camera: boolean }): Promise<void> {
    const preview = this.page.getByRole('toolbar', { name: this.words.preview })
    if (camera) {
      await preview.getByRole('button', { name: this.words.cameraOn, exact: true }).click()
      await expect(preview.getByRole('button', { name: this.words.cameraOff, exact: true })).toBeVisible()
    }
    await this.page.getByRole('main').getByRole('button', { name: this.words.join, exact: true }).click()
    await expect(this.controls).toBeVisible({ timeout: RINGS_WITHIN })
  }
}
