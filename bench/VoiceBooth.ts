import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Look } from '../e2e/browser.ts'
import type { Delays, Lab } from '../e2e/lab/Lab.ts'
import { LabScene } from '../e2e/lab/LabScene.ts'
import type { Person } from '../e2e/people.ts'
import type { Stack } from '../e2e/stack.ts'
import { writeTone } from './tone.ts'
import { VoicePair } from './VoicePair.ts'
import { watchVoice } from './watchVoice.ts'

interface BoothOptions {
  readonly delays?: Delays
  /** False: the server has no relay, so nothing is connected before Accept. */
  readonly relay?: boolean
}

const NAMES = [
  ['Anna', 'Ben'],
  ['Carla', 'David'],
] as const

/** A lab in which all microphones hear one tone without end. */
export class VoiceBooth {
  readonly #scene: LabScene
  readonly #folder: string
  readonly #look: Look
  #pairs = 0

  private constructor(scene: LabScene, folder: string, look: Look) {
    this.#scene = scene
    this.#folder = folder
    this.#look = look
  }

  static async open({ delays, relay = true }: BoothOptions = {}): Promise<VoiceBooth> {
    const folder = mkdtempSync(join(tmpdir(), 'tacet-tone-'))
    const tone = join(folder, 'tone.wav')
    writeTone(tone)
    const scene = await LabScene.open({
      ...(delays === undefined ? {} : { delays }),
      // An engine that ends at once is none.
      env: relay ? {} : { TACET_SFU_BIN: '/bin/false' },
    })
    return new VoiceBooth(scene, folder, {
      flags: [`--use-file-for-fake-audio-capture=${tone}`, '--autoplay-policy=no-user-gesture-required'],
    })
  }

  get lab(): Lab {
    return this.#scene.lab
  }

  get stack(): Stack {
    return this.#scene.stack
  }

  /** The next two people, each with a browser at a place of their own. `relayed`: their calls run over the relay. */
  async pair({ relayed = false }: { readonly relayed?: boolean } = {}): Promise<VoicePair> {
    const [one, other] = NAMES[this.#pairs++] ?? []
    if (!one || !other) throw new Error('there is no place for more people')
    const [caller, callee] = [await this.#enter(one), await this.#enter(other)]
    if (relayed) {
      await this.#scene.patch(caller.browser, '/api/settings', { hideAddress: true })
      await caller.page.reload()
    }
    await caller.startDirectMessage(callee)
    await caller.write('Hello')
    await callee.openConversation(one)
    return new VoicePair(this.lab, caller, callee)
  }

  async close(): Promise<void> {
    await this.#scene.end()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #enter(name: string): Promise<Person> {
    const person = await this.#scene.person(name, this.#look)
    await person.browser.context.addInitScript(watchVoice)
    await person.page.reload()
    return person
  }
}
