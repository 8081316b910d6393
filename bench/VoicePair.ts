import { type Lab, type SiteName, siteOf } from '../e2e/lab/Lab.ts'
import { type Flow, readFlows } from '../e2e/media.ts'
import type { CallKind, Person } from '../e2e/people.ts'
import { until } from '../e2e/until.ts'
import type { VoiceNotes } from './watchVoice.ts'

/** Milliseconds for a voice to be heard. */
const HEARD_WITHIN = 60_000
const LOOK_EVERY = 250

/** The callee's click, and what followed from it. Times in milliseconds since 1970. */
export interface Answered {
  readonly clicked: number
  /** Milliseconds. */
  readonly devices: number | null
  /** The first packet of the callee's voice reaches the caller. */
  readonly packet: number
  /** The first sample of it is heard there. */
  readonly heard: number
  readonly caller: VoiceNotes
  readonly callee: VoiceNotes
}

/** When packets of voice arrived at either side, in milliseconds since 1970. */
export type Arrivals = readonly (readonly number[])[]

/** Two people in a lab who call each other. */
export class VoicePair {
  readonly caller: Person
  readonly callee: Person
  readonly #lab: Lab

  constructor(lab: Lab, caller: Person, callee: Person) {
    this.#lab = lab
    this.caller = caller
    this.callee = callee
  }

  get people(): readonly Person[] {
    return [this.caller, this.callee]
  }

  get sites(): readonly SiteName[] {
    return this.people.map(({ name }) => siteOf(name))
  }

  /** A call that is answered once it has rung for `ring` milliseconds; both talk when it is. */
  async answer(kind: Exclude<CallKind, 'screen'>, ring = 0): Promise<Answered> {
    const { caller, callee } = this
    for (const { page } of this.people) await page.evaluate(() => window.tacetVoice.forget())
    await caller.call(kind)
    await callee.expectRinging(caller)
    await callee.page.waitForTimeout(ring)
    await this.listen()
    await callee.accept(kind)
    const [atCaller, atCallee] = [await heard(caller), await heard(callee)]
    const { clicked, devices } = atCallee
    const packet = (await this.#lab.heard(siteOf(caller.name))).find(at => at >= clicked)
    if (packet === undefined || atCaller.heard === null) throw new Error('no voice has come after the click')
    return { clicked, devices, packet, heard: atCaller.heard, caller: atCaller, callee: atCallee }
  }

  /** Begins anew where a call is stuck. */
  async renew(): Promise<void> {
    for (const { page } of this.people) await page.reload()
    for (const person of this.people) await person.expectNoCall(HEARD_WITHIN)
    await this.answer('audio')
  }

  async hangUp(): Promise<void> {
    await this.caller.hangUp()
    for (const person of this.people) await person.expectNoCall()
  }

  /** Packets of voice are noted from now on. */
  async listen(): Promise<void> {
    for (const site of this.sites) await this.#lab.listen(site)
  }

  arrivals(): Promise<Arrivals> {
    return Promise.all(this.sites.map(site => this.#lab.heard(site)))
  }

  /** Waits until both sides have heard the other one for `span` milliseconds after `since`; answers all that arrived. */
  async untilTalking(since: number, span: number, limit: number): Promise<Arrivals> {
    const end = performance.now() + limit
    for (;;) {
      const arrivals = await this.arrivals()
      if (arrivals.every(one => isSteady(one, since, span))) return arrivals
      if (performance.now() > end) throw new Error(`${this.caller.name}'s call has not come back`)
      await this.caller.page.waitForTimeout(LOOK_EVERY)
    }
  }

  /** What comes in of one kind, on either side. */
  async incoming(kind: 'audio' | 'video'): Promise<Totals[]> {
    return Promise.all(
      this.people.map(async ({ page }) =>
        addUp((await readFlows(page)).filter(flow => flow.direction === 'in' && flow.kind === kind)),
      ),
    )
  }
}

/** Sums over all streams of one kind. */
export type Totals = Readonly<Pick<Flow, 'packets' | 'frames' | 'lost' | 'samples' | 'concealed'>>

const addUp = (flows: readonly Flow[]): Totals => {
  const sum = (pick: (flow: Flow) => number) => flows.reduce((total, flow) => total + pick(flow), 0)
  return {
    packets: sum(({ packets }) => packets),
    frames: sum(({ frames }) => frames),
    lost: sum(({ lost }) => lost),
    samples: sum(({ samples }) => samples),
    concealed: sum(({ concealed }) => concealed),
  }
}

/** Of 50 packets a second, most have come during the last `span` milliseconds, which have begun after `since`. */
function isSteady(arrivals: readonly number[], since: number, span: number): boolean {
  const last = arrivals.at(-1) ?? 0
  const enough = (span / 20) * 0.7
  return arrivals.filter(at => at >= since && at > last - span).length >= enough && last - span >= since
}

function heard({ name, page }: Person): Promise<VoiceNotes> {
  return until(`${name} hears the other side`, HEARD_WITHIN, async () => {
    const notes = await page.evaluate(() => window.tacetVoice.read())
    return notes.heard === null ? null : notes
  })
}
