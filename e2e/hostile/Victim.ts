import { expect, type Locator, type Page } from '@playwright/test'
import type { Person } from '../people.ts'

/** Milliseconds for a page to say how a call ended. */
const TOLD_WITHIN = 60_000

/** The words of calls that could not be trusted. */
const WORDS = {
  en: {
    blocked: 'Call blocked',
    unproven: 'The connection could not be verified',
    noAnswer: 'No answer',
    failed: 'Could not connect',
    attack: 'Possible attack, call ended',
    callsBlocked: 'Possible attack, calls blocked.',
    keysReset: 'Keys reset, call blocked.',
    keysChanged: (name: string) => `${name}’s keys changed.`,
    encryption: 'Encryption of this call',
    emoji: 'Five emoji',
    match: 'They match',
    noMatch: 'No match',
    verified: 'Verified',
    check: 'Check',
    acceptNew: 'Accept new keys …',
    accept: 'Accept',
    hidesOwn: /You hide your IP address: .+ sees only our server’s/,
    hidesTheirs: /.+ hides their IP address/,
  },
  de: {
    blocked: 'Anruf blockiert',
    unproven: 'Die Verbindung konnte nicht bestätigt werden',
    noAnswer: 'Keine Antwort',
    failed: 'Verbindung fehlgeschlagen',
    attack: 'Möglicher Angriff, Anruf beendet',
    callsBlocked: 'Möglicher Angriff, Anrufe gesperrt.',
    keysReset: 'Schlüssel zurückgesetzt, Anruf gesperrt.',
    keysChanged: (name: string) => `Die Schlüssel von ${name} sind neu.`,
    encryption: 'Verschlüsselung dieses Anrufs',
    emoji: 'Fünf Emoji',
    match: 'Sie stimmen überein',
    noMatch: 'Stimmt nicht',
    verified: 'Verifiziert',
    check: 'Prüfen',
    acceptNew: 'Neue Schlüssel annehmen …',
    accept: 'Annehmen',
    hidesOwn: /Du verbirgst deine IP-Adresse: .+ sieht nur die unseres/,
    hidesTheirs: /.+ verbirgt die eigene IP-Adresse/,
  },
} as const

/** Somebody whose server may lie, and what they see of it. */
export class Victim {
  readonly person: Person
  readonly id: string
  readonly words: (typeof WORDS)['en' | 'de']

  constructor(person: Person, id: string, language: 'en' | 'de') {
    this.person = person
    this.id = id
    this.words = WORDS[language]
  }

  get page(): Page {
    return this.person.page
  }

  /** That a call could not be trusted. */
  get verdict(): Locator {
    return this.page.getByRole('alert').filter({ hasText: this.words.blocked })
  }

  /** [ERR-3] The words, and the name of the error. */
  async expectBlocked(error: string): Promise<void> {
    await expect(this.verdict).toContainText(`${this.words.unproven} (${error}).`, { timeout: TOLD_WITHIN })
  }

  async expectVerdict(word: 'noAnswer' | 'failed' | 'attack'): Promise<void> {
    const heading = this.page.getByRole('heading', { name: this.words[word], exact: true })
    await expect(heading).toBeVisible({ timeout: TOLD_WITHIN })
  }

  /** Leaves the page that says how a call ended, if there is one. */
  async leaveVerdict(): Promise<void> {
    const back = this.person.button(this.person.words.back).first()
    if (await back.isVisible()) await back.click()
  }

  /** What stands in red above the conversation. */
  banner(text: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: text })
  }

  /** The five words that the other side reads out, if nobody sits in between. */
  async readEmoji(): Promise<string[]> {
    const emoji = (await this.#openSheet()).getByRole('list', { name: this.words.emoji })
    await expect(emoji.getByRole('listitem')).toHaveCount(5)
    const words = emoji.getByRole('listitem').evaluateAll(items =>
      items.map(item => {
        item.querySelector('[aria-hidden]')?.remove()
        return item.textContent ?? ''
      }),
    )
    return await words
  }

  /** Says what came of comparing them. */
  async answerEmoji(answer: 'match' | 'noMatch'): Promise<void> {
    const sheet = await this.#openSheet()
    await sheet.getByRole('button', { name: this.words[answer], exact: true }).click()
  }

  async expectVerified(): Promise<void> {
    const sheet = await this.#openSheet()
    await expect(sheet.getByText(this.words.verified, { exact: true }).first()).toBeVisible()
  }

  async #openSheet(): Promise<Locator> {
    const sheet = this.page.getByRole('dialog', { name: this.words.encryption })
    if (await sheet.isHidden()) {
      await this.page.getByRole('button', { name: this.person.words.endToEnd }).first().click()
    }
    return sheet
  }

  /** Somebody who is held is let in again, on the person's own word. */
  async acceptNewKeys(): Promise<void> {
    await this.person.button(this.words.check).click()
    const dialog = this.page.getByRole('alertdialog')
    await dialog.getByRole('button', { name: this.words.acceptNew }).click()
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: this.words.accept, exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
