import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Look } from '../e2e/browser.ts'
import type { Delays, Lab } from '../e2e/lab/Lab.ts'
import { LabScene } from '../e2e/lab/LabScene.ts'
import type { CallKind, Person } from '../e2e/people.ts'
import type { Stack } from '../e2e/stack.ts'
import { until } from '../e2e/until.ts'
import { writeTone } from './tone.ts'
import { type VoiceNotes, watchVoice } from './watchVoice.ts'

/** Milliseconds for a voice to be heard. */
const HEARD_WITHIN = 30_000

interface BoothOptions {
  readonly delays?: Delays
  /** False: the server has no relay, so nothing is connected before Accept. */
  readonly relay?: boolean
}

/** The callee’s click, and what followed from it. Times in milliseconds since 1970. */
export interface Answered {
  readonly clicked: number
  /** Milliseconds. */
  readonly devices: number | null
  /** The first packet of the callee’s voice reaches the caller. */
  readonly packet: number
  /** The first sample of it is heard there. */
  readonly heard: number
  readonly caller: VoiceNotes
  readonly callee: VoiceNotes
}

/** Anna and Ben in a lab, whose microphones hear one tone without end. */
export class VoiceBooth {
  readonly anna: Person
  readonly ben: Person
  readonly #scene: LabScene
  readonly #folder: string

  private constructor(scene: LabScene, folder: string, [anna, ben]: [Person, Person]) {
    this.#scene = scene
    this.#folder = folder
    this.anna = anna
    this.ben = ben
  }

  static async open({ delays, relay = true }: BoothOptions = {}): Promise<VoiceBooth> {
    const folder = mkdtempSync(join(tmpdir(), 'tacet-tone-'))
    const tone = join(folder, 'tone.wav')
    writeTone(tone)
    const scene = await LabScene.open({
      ...(delays === undefined ? {} : { delays }),
      env: relay ? {} : { TACET_SFU_BIN: '/bin/false' },
    })
    try {
      if (relay) await scene.stack.engineReady()
      const look: Look = {
        flags: [`--use-file-for-fake-audio-capture=${tone}`, '--autoplay-policy=no-user-gesture-required'],
      }
      const enter = async (name: string) => {
        const person = await scene.person(name, look)
        await person.browser.context.addInitScript(watchVoice)
        await person.page.reload()
        return person
      }
      const [anna, ben] = [await enter('Anna'), await enter('Ben')]
      await anna.startDirectMessage(ben)
      await anna.write('Hello')
      await ben.openConversation('Anna')
      return new VoiceBooth(scene, folder, [anna, ben])
    } catch (error) {
      await scene.end()
      throw error
    }
  }

  get lab(): Lab {
    return this.#scene.lab
  }

  get stack(): Stack {
    return this.#scene.stack
  }

  /** Anna calls, Ben answers once it has rung for `ring` milliseconds; both talk when it is answered. */
  async answer(kind: Exclude<CallKind, 'screen'>, ring: number): Promise<Answered> {
    const { anna, ben, lab } = this
    for (const { page } of [anna, ben]) await page.evaluate(() => window.tacetVoice.forget())
    await anna.call(kind)
    await ben.expectRinging(anna)
    await ben.page.waitForTimeout(ring)
    await lab.listen('anna')
    await ben.accept(kind)
    const [caller, callee] = [await heard(anna), await heard(ben)]
    const { clicked, devices } = callee
    const packet = (await lab.heard('anna')).find(at => at >= clicked)
    if (packet === undefined || caller.heard === null) throw new Error('no voice has come after the click')
    return { clicked, devices, packet, heard: caller.heard, caller, callee }
  }

  async hangUp(): Promise<void> {
    await this.anna.hangUp()
    for (const person of [this.anna, this.ben]) await person.expectNoCall()
  }

  async close(): Promise<void> {
    await this.#scene.end()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function heard({ name, page }: Person): Promise<VoiceNotes> {
  return until(`${name} hears the other side`, HEARD_WITHIN, async () => {
    const notes = await page.evaluate(() => window.tacetVoice.read())
    return notes.heard === null ? null : notes
  })
}
