import { expect } from '@playwright/test'
import type { Look } from './browser.ts'
import { expectMovingPictures } from './media.ts'
import type { Person } from './people.ts'
import { credentialsOf, ORGANIZATION, type Scene } from './scene.ts'

/** Called at every main screen, when it stands still. */
export type Visit = (screen: string, person: Person) => Promise<void>

/** Leads one person through every main screen, in this language and size, while others call and join. */
export class Tour {
  readonly #scene: Scene
  readonly #look: Look
  readonly #visit: Visit

  constructor(scene: Scene, look: Look, visit: Visit) {
    this.#scene = scene
    this.#look = look
    this.#visit = visit
  }

  async play(): Promise<void> {
    const anna = await this.#doors()
    const ben = await this.#scene.person('Ben Aydın')
    const carla = await this.#scene.person('Carla Moretti')
    await this.#conversations(anna, ben)
    await this.#directCall(anna, ben)
    await this.#conference(anna, ben, carla)
    await this.#places(anna)
  }

  /** From the setup link to the empty house, and the doors that others see. */
  async #doors(): Promise<Person> {
    const { stack } = this.#scene
    const anna = await this.#scene.visitor('Anna Keller', this.#look)
    await anna.setUp(
      `${stack.origin}/setup#${stack.setupSecret}`,
      { organization: ORGANIZATION, ...credentialsOf(anna.name) },
      step => this.#visit(step, anna),
    )
    this.#scene.adopt(anna)
    await this.#visit('empty', anna)

    const visitor = await this.#scene.visitor('Somebody', this.#look)
    await visitor.open(`${stack.origin}/`)
    await visitor.expectOutside()
    await this.#visit('sign-in', visitor)
    await visitor.signIn({ email: 'nobody@nord.example', password: 'this is not it' })
    await expect(visitor.page.getByRole('alert')).toBeVisible()
    await this.#visit('sign-in-error', visitor)
    await visitor.open(await this.#scene.invitation())
    await expect(visitor.button(visitor.words.makeAccount)).toBeVisible()
    await this.#visit('invitation', visitor)
    await visitor.open(`${stack.origin}/invitation#gone`)
    await expect(visitor.page.getByRole('heading', { level: 1 })).toBeVisible()
    await this.#visit('dead-link', visitor)
    await visitor.browser.close()
    return anna
  }

  async #conversations(anna: Person, ben: Person): Promise<void> {
    await ben.startDirectMessage(anna)
    await ben.write('Good morning. I went through exhibits K3 to K7 again. K5 lacks its second page.')
    await ben.write('Would 2 pm suit you for a quick look at the draft?')
    await this.#home(anna)
    await anna.openConversation(ben.name)
    await anna.write('Found it, it was in the wrong folder.')
    await ben.expectToRead('Found it, it was in the wrong folder.')
    await this.#visit('conversation', anna)
    await anna.button(anna.words.details).click()
    await this.#visit('details', anna)
    await this.#home(anna)
    await this.#visit('list', anna)
    await anna.openStatus()
    await this.#visit('status', anna)
    await anna.page.keyboard.press('Escape')
  }

  async #directCall(anna: Person, ben: Person): Promise<void> {
    await anna.openConversation(ben.name)
    await ben.call('video')
    await anna.expectRinging(ben)
    await this.#visit('ringing-in', anna)
    await anna.accept('video')
    await expectMovingPictures(anna.page, 2)
    await this.#visit('call', anna)
    await anna.expectLabel(anna.words.endToEnd)
    await anna.page.getByRole('button', { name: anna.words.endToEnd }).first().click()
    await this.#visit('encryption', anna)
    await anna.page.keyboard.press('Escape')
    await ben.shareScreen()
    await expectMovingPictures(anna.page, 3)
    await this.#visit('share', anna)
    await anna.button(anna.words.back).or(anna.button(anna.words.showList)).first().click()
    await this.#visit('call-bar', anna)
    await ben.hangUp()
    await anna.expectNoCall()

    await this.#home(anna)
    await anna.openConversation(ben.name)
    await anna.log.getByRole('button', { name: anna.words.stored }).last().click()
    await this.#visit('stored', anna)

    await this.#home(anna)
    await anna.openConversation(ben.name)
    await anna.call('audio')
    await ben.expectRinging(anna)
    await this.#visit('ringing-out', anna)
    await ben.decline()
    await expect(anna.button(anna.words.writeMessage)).toBeVisible()
    await this.#visit('verdict', anna)
    await anna.closeVerdict()
  }

  async #conference(anna: Person, ben: Person, carla: Person): Promise<void> {
    await ben.startGroup('Hofmann ./. Weiß', [anna, carla])
    await this.#home(anna)
    await anna.openConversation('Hofmann ./. Weiß')
    await ben.startConference({ camera: true })
    await carla.openConversation('Hofmann ./. Weiß')
    await carla.joinConference({ camera: true })
    await expect(anna.joinButton.first()).toBeVisible()
    await this.#visit('conference-runs', anna)
    await anna.joinButton.first().click()
    await expect(anna.page.getByRole('toolbar', { name: anna.words.preview })).toBeVisible()
    await this.#visit('pre-join', anna)
    await anna.joinFromPreview({ camera: true })
    await expectMovingPictures(anna.page, 3)
    await this.#visit('conference', anna)
    await carla.shareScreen()
    await expectMovingPictures(anna.page, 3)
    await this.#visit('conference-share', anna)
    await ben.endForAll()
    await anna.expectNoCall()
    await this.#visit('conference-ended', anna)
  }

  async #places(anna: Person): Promise<void> {
    const { origin } = this.#scene.stack
    for (const path of ['people', 'settings', 'organization', 'security'] as const) {
      await anna.open(`${origin}/${path}`)
      await expect(anna.page.getByRole('heading').first()).toBeVisible()
      await this.#visit(path, anna)
    }
    for (const part of [
      'account',
      'ringing',
      'sessions',
      'privacy',
      'devices',
      'keyboard',
      'appearance',
    ] as const) {
      await anna.open(`${origin}/settings/${part}`)
      await expect(anna.page.getByRole('heading').first()).toBeVisible()
      // The list of devices is asked for, and comes a moment later.
      if (part === 'devices') await expect(anna.page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await this.#visit(`settings-${part}`, anna)
    }
    await anna.open(`${origin}/people`)
    await anna.button(anna.words.invite).click()
    await expect(anna.page.getByRole('dialog')).toBeVisible()
    await this.#visit('invite', anna)
  }

  /** The list of conversations, on a phone too. */
  async #home(anna: Person): Promise<void> {
    await anna.open(`${this.#scene.stack.origin}/`)
    await expect(anna.list).toBeVisible()
  }
}
