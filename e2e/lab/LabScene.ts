import type { Look } from '../browser.ts'
import type { Person } from '../people.ts'
import { Scene } from '../scene.ts'
import { Stack } from '../stack.ts'
import { type Delays, Lab, siteOf } from './Lab.ts'

interface LabSceneOptions {
  readonly delays?: Delays
  /** What the server is told beyond how it is reached. */
  readonly env?: Readonly<Record<string, string>>
}

/** A scene in a lab: everybody has a place of their own in its net, and so has the server. */
export class LabScene extends Scene {
  readonly lab: Lab

  private constructor(stack: Stack, lab: Lab) {
    super(stack)
    this.lab = lab
  }

  static async open({ delays, env = {} }: LabSceneOptions = {}): Promise<LabScene> {
    const lab = await Lab.open(delays)
    try {
      const stack = await Stack.startWith({ TACET_BIND: '0.0.0.0', TACET_NODE_IP: Lab.SERVER, ...env })
      return new LabScene(stack, lab)
    } catch (error) {
      await lab.close()
      throw error
    }
  }

  override visitor(name: string, look: Look = {}): Promise<Person> {
    return super.visitor(name, { ...look, place: this.lab.place(siteOf(name)) })
  }

  override async end(): Promise<void> {
    try {
      await super.end()
    } finally {
      await this.lab.close()
    }
  }
}
