import { join } from 'node:path'
import type { Look } from '../e2e/browser.ts'
import type { Person } from '../e2e/people.ts'
import { Scene } from '../e2e/scene.ts'
import { Stack } from '../e2e/stack.ts'
import { until } from '../e2e/until.ts'
import { ROOT } from '../scripts/check/step.ts'
import { serveFolder } from './serveFolder.ts'
import { type CallNotes, watchCall } from './watchCall.ts'

/** As `npm start` serves it. */
const VERIFIED_APP = join(ROOT, 'web/dist')
/** Milliseconds for a call to show a picture on both sides. */
const SEEN_WITHIN = 20_000

/** Both sides of one call. */
export interface Call {
  readonly caller: CallNotes
  readonly callee: CallNotes
}

interface Pair {
  readonly caller: Person
  readonly callee: Person
}

/** A scene whose people are watched, and who get the web app from a folder. */
class WatchedScene extends Scene {
  app = VERIFIED_APP

  override async visitor(name: string, look: Look = {}): Promise<Person> {
    const visitor = await super.visitor(name, look)
    const { context } = visitor.browser
    await context.addInitScript(watchCall)
    await serveFolder(context, this.stack.origin, this.app)
    return visitor
  }
}

/** One server and two pairs of people with a browser each: the ones with the web app as it is, the others with another. */
export class CallBooth {
  readonly #scene: WatchedScene
  readonly #pairs: Record<'verified' | 'stubbed', Pair>

  private constructor(scene: WatchedScene, verified: Pair, stubbed: Pair) {
    this.#scene = scene
    this.#pairs = { verified, stubbed }
  }

  static async open(stubbedApp: string): Promise<CallBooth> {
    const scene = new WatchedScene(await Stack.start())
    try {
      const verified = await meet(scene, 'Anna', 'Ben')
      scene.app = stubbedApp
      return new CallBooth(scene, verified, await meet(scene, 'Carla', 'David'))
    } catch (error) {
      await end(scene)
      throw error
    }
  }

  /** A whole video call, hung up once both sides see each other; `delay` in milliseconds from device to server. */
  async call(who: 'verified' | 'stubbed', delay: number): Promise<Call> {
    const { caller, callee } = this.#pairs[who]
    for (const { page } of [caller, callee]) {
      await page.evaluate(held => {
        window.tacetCall.forget()
        window.tacetCall.delay = held
      }, delay)
    }
    await caller.call('video')
    await callee.accept('video')
    const call = { caller: await seen(caller), callee: await seen(callee) }
    await caller.hangUp()
    for (const person of [caller, callee]) await person.expectNoCall()
    return call
  }

  close(): Promise<void> {
    return end(this.#scene)
  }
}

async function meet(scene: Scene, one: string, other: string): Promise<Pair> {
  const [caller, callee] = [await scene.person(one), await scene.person(other)]
  await caller.startDirectMessage(callee)
  await caller.write('Hello')
  await callee.openConversation(one)
  return { caller, callee }
}

function seen({ name, page }: Person): Promise<CallNotes> {
  return until(`${name} sees the other side`, SEEN_WITHIN, async () => {
    const notes = await page.evaluate(() => window.tacetCall.read())
    return notes.firstFrame === null ? null : notes
  })
}

async function end(scene: Scene): Promise<void> {
  for (const browser of scene.browsers) await browser.close()
  const orphans = await scene.stack.stop()
  if (orphans.length > 0) throw new Error('a process has outlived the bench’s server')
}
