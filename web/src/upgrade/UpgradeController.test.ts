import { UPG_2_ANSWER, UPG_4_LAST_WORD, UPG_4_SWAP, UPG_5_LINGER } from '@tacet/domain/upgrade/timers'
import type { CallId, ConferenceId, PersonId, UpgradeId } from '@tacet/protocol/ids'
import type { UpgradeMessage } from '@tacet/protocol/peer'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import type { DirectCall, Inside } from './ports.ts'
import { UpgradeController } from './UpgradeController.ts'
import { WayBack } from './WayBack.ts'

const [ANNA, BEN, CORA] = ['anna', 'ben', 'cora'] as unknown as [PersonId, PersonId, PersonId]
const CONFERENCE = 'conference' as ConferenceId

/** One person's page: their end of the call, the conference as they see it, and what they have done. */
class Page {
  direct: DirectCall
  inside: Inside | null = null
  /** What arrives from the others through the conference. */
  heard = false
  admits = true
  readonly signaling = new FakeSignaling()
  readonly done: string[] = []
  readonly controller: UpgradeController
  readonly wayBack: WayBack
  other: Page | null = null
  readonly #listeners = new Set<() => void>()
  readonly #said = new Set<(message: UpgradeMessage) => void>()

  constructor(name: string, peer: PersonId) {
    this.direct = { is: 'up', call: 'call' as CallId, peer, kind: 'audio', peerIsHeard: true }
    const onChange = (listener: () => void) => {
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    }
    const call = {
      now: () => this.direct,
      // As on a real channel, it arrives later.
      say: (message: UpgradeMessage) => queueMicrotask(() => this.other?.hear(message)),
      onSaid: (listener: (message: UpgradeMessage) => void) => {
        this.#said.add(listener)
        return () => this.#said.delete(listener)
      },
      onChange,
      giveWay: () => {
        this.done.push('give way')
        this.become({ is: 'none', lost: false })
      },
    }
    const conference = {
      now: () => this.inside,
      onChange,
      enter: async () => {
        if (this.admits) this.goInside({ id: CONFERENCE, others: [peer], ringing: [] })
        return this.admits
      },
      settle: () => void this.done.push('settle'),
      leave: () => this.goInside(null),
      hears: async () => this.heard && this.inside !== null,
      ring: async (people: readonly PersonId[]) => this.done.push(`ring ${people}`) > 0,
    }
    let drawn = 0
    const drawId = () => `${name} ${drawn++}` as UpgradeId
    this.controller = new UpgradeController({ signaling: this.signaling, call, conference, drawId })
    const isUpgrading = () => this.controller.store.getState().state.at !== 'none'
    this.wayBack = new WayBack({ call, conference, isUpgrading })
    this.signaling.answerWith(() => ({ ok: true, reply: { conference: { id: CONFERENCE } } }) as never)
    this.signaling.start()
  }

  get view() {
    return this.controller.store.getState()
  }

  hear(message: UpgradeMessage): void {
    for (const listener of [...this.#said]) listener(message)
  }

  become(call: DirectCall): void {
    this.direct = call
    for (const listener of [...this.#listeners]) listener()
  }

  goInside(inside: Inside | null): void {
    this.inside = inside
    for (const listener of [...this.#listeners]) listener()
  }

  close(): void {
    this.controller.close()
    this.wayBack.close()
  }
}

let anna: Page
let ben: Page

beforeEach(() => {
  vi.useFakeTimers()
  anna = new Page('anna', BEN)
  ben = new Page('ben', ANNA)
  anna.other = ben
  ben.other = anna
})
afterEach(() => {
  for (const page of [anna, ben]) page.close()
  vi.useRealTimers()
})

const pass = (millis = 0) => vi.advanceTimersByTimeAsync(millis)

async function agree(): Promise<void> {
  anna.controller.ask([CORA])
  await pass()
  ben.controller.answer(true)
  await pass()
}

describe('asking', () => {
  it('[UPG-2] tells nobody but the other side, and changes nothing without an answer', async () => {
    anna.controller.ask([CORA])
    await pass()
    expect(ben.view.state).toMatchObject({ at: 'asked', wish: { people: [CORA] } })
    await pass(UPG_2_ANSWER)
    for (const page of [anna, ben]) {
      expect(page.view.state.at).toBe('none')
      expect([page.signaling.sent, page.done, page.inside]).toEqual([[], [], null])
    }
    expect(anna.view.failure).toBe('unanswered')
  })
})

describe('changing over', () => {
  it('[UPG-4] hears one of the two connections at every moment, and closes the direct one last', async () => {
    await agree()
    expect([anna.view.silent, ben.view.silent]).toEqual(['conference', 'conference'])
    anna.heard = true
    await pass(100)
    expect([anna.view.silent, ben.view.silent]).toEqual(['call', 'conference'])
    expect(anna.done).toEqual([])
    ben.heard = true
    await pass(100 + UPG_4_LAST_WORD)
    expect(anna.done).toEqual(['settle', 'give way', `ring ${CORA}`])
    expect(ben.done).toEqual(['settle', 'give way'])
    for (const page of [anna, ben]) {
      expect(page.view).toMatchObject({ state: { at: 'none' }, silent: null, failure: null })
      expect(page.inside).not.toBeNull()
    }
  })

  it('[UPG-4] stays direct when the conference does not carry in time', async () => {
    await agree()
    anna.heard = true
    await pass(UPG_4_SWAP)
    for (const page of [anna, ben]) {
      expect(page.view).toMatchObject({ state: { at: 'none' }, silent: null, failure: 'failed' })
      expect([page.inside, page.done]).toEqual([null, []])
    }
  })

  it('[UPG-4] stays direct when the server has no conference, or does not let somebody in', async () => {
    anna.signaling.answerWith(() => ({ ok: false, failure: { error: 'engine-not-ready' } }))
    await agree()
    expect([anna.view.failure, ben.view.failure]).toEqual(['failed', 'failed'])
    anna.signaling.answerWith(() => ({ ok: true, reply: { conference: { id: CONFERENCE } } }) as never)
    ben.admits = false
    await agree()
    for (const page of [anna, ben]) expect([page.view.failure, page.inside]).toEqual(['failed', null])
  })

  it('[UPG-4] ends with the call when somebody hangs up in between', async () => {
    await agree()
    for (const page of [anna, ben]) page.become({ is: 'none', lost: false })
    for (const page of [anna, ben]) expect([page.view.state.at, page.inside]).toEqual(['none', null])
  })
})

describe('the way back', () => {
  const alone: Inside = { id: CONFERENCE, others: [BEN], ringing: [] }
  const offer = () => anna.wayBack.store.getState().offer

  it('[UPG-5] is offered when two are left of more, or the third does not come', () => {
    anna.become({ is: 'none', lost: false })
    anna.goInside(alone)
    expect(offer()).toBeNull()
    anna.goInside({ ...alone, ringing: [CORA] })
    expect(offer()).toBeNull()
    anna.goInside(alone)
    expect(offer()).toBe(BEN)
    anna.wayBack.stay()
    expect(offer()).toBeNull()
  })

  it('[UPG-5] leaves the conference when the direct call is up, also if the other side goes first', async () => {
    const { direct } = anna
    anna.become({ is: 'none', lost: false })
    anna.goInside({ ...alone, others: [BEN, CORA] })
    anna.goInside(alone)
    anna.become(direct)
    expect(anna.wayBack.store.getState()).toEqual({ offer: null, leaving: true })
    anna.goInside({ ...alone, others: [] })
    await pass(UPG_5_LINGER - 1)
    expect(anna.inside).not.toBeNull()
    await pass(1)
    expect(anna.inside).toBeNull()
  })
})
