import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from './base64url.ts'
import { ACTIONS, Conversation, other, type Who } from './fakes/Conversation.ts'
import { forge } from './fakes/forge.ts'
import { Scene } from './fakes/Scene.ts'
import { sasOf } from './leg.ts'
import type { SignedEnvelope } from './messages.ts'

const who = fc.constantFrom<Who>('anna', 'ben')
const action = fc.record({ is: fc.constant('act' as const), who, action: fc.constantFrom(...ACTIONS) })
const delivery = fc.record({ is: fc.constant('deliver' as const), who })
const progress = fc.record({ is: fc.constant('go-on' as const), who })
const dtls = fc.record({ is: fc.constant('dtls' as const), who, honest: fc.boolean() })
/** A hostile server: old messages, later ones, those of the other direction, altered ones. */
const attack = fc.record({
  is: fc.constant('attack' as const),
  to: who,
  from: who,
  /** Counted from the message that is due. */
  which: fc.integer({ min: -3, max: 3 }),
  part: fc.constantFrom('none' as const, 'm' as const, 'sig' as const, 'sdp' as const),
  at: fc.nat({ max: 1_000_000 }),
  put: fc.string({ maxLength: 2 }),
})

type Generated<A> = A extends fc.Arbitrary<infer T> ? T : never
type Attack = Generated<typeof attack>
type Step = Generated<typeof action | typeof delivery | typeof progress | typeof dtls | typeof attack>

/** Thousands of signatures take a while on a busy machine. Milliseconds. */
const PATIENCE = 120_000

const honestSteps = fc.array(fc.oneof(action, delivery, progress), { maxLength: 40 })
const hostileSteps = fc.array(fc.oneof(action, delivery, { arbitrary: progress, weight: 4 }, dtls, attack), {
  minLength: 20,
  maxLength: 60,
  size: 'max',
})

function altered(envelope: SignedEnvelope, { part, at, put }: Attack): SignedEnvelope {
  if (part === 'none') return envelope
  const text = envelope[part]
  if (text === undefined) return { ...envelope, [part]: put }
  const cut = at % Math.max(text.length, 1)
  return { ...envelope, [part]: text.slice(0, cut) + put + text.slice(cut + 1) }
}

async function run(talk: Conversation, step: Step): Promise<void> {
  switch (step.is) {
    case 'act':
      await talk.act(step.who, step.action)
      return
    case 'deliver':
      await talk.deliverNext(step.who)
      return
    case 'go-on':
      await talk.goOn(step.who)
      return
    case 'dtls':
      await talk.dtls(step.who, step.honest ? talk.scene[other(step.who)] : talk.scene.ben2)
      return
    case 'attack': {
      const envelope = talk.written[step.from][talk.accepted[step.from].length + step.which]
      await talk.take(step.to, altered(envelope ?? talk.scene.offer, step))
      return
    }
  }
}

const isSame = (a: SignedEnvelope | undefined, b: SignedEnvelope) =>
  a !== undefined && a.m === b.m && a.sig === b.sig && a.sdp === b.sdp
const hasTaken = (talk: Conversation, name: Who, t: string) =>
  talk.accepted[name].some(({ m }) => JSON.parse(m).t === t)

describe('two devices and a server that carries their messages', () => {
  it(
    'honest, in any order of actions and delivery: they always converge on one secured leg and the same emoji',
    async () => {
      await fc.assert(
        fc.asyncProperty(honestSteps, async steps => {
          const talk = await Conversation.begin()
          for (const step of steps) await run(talk, step)
          await talk.finish()
          await talk.dtls('anna', talk.scene.ben)
          await talk.dtls('ben', talk.scene.anna)
          expect(talk.faults).toEqual([])
          expect([talk.isSecured('anna'), talk.isSecured('ben')]).toEqual([true, true])
          expect(await talk.emojiOf('anna')).not.toBeNull()
          expect(await talk.emojiOf('anna')).toEqual(await talk.emojiOf('ben'))
          const [annas, bens] = [talk.scene.legOf(talk.scene.anna), talk.scene.legOf(talk.scene.ben)]
          expect(annas.renego).toEqual(bens.renego)
          expect(annas.renego).toMatchObject({ own: null, peer: null })
          expect([annas.sent, bens.sent]).toEqual([bens.received.length, annas.received.length])
        }),
        { numRuns: 50 },
      )
    },
    PATIENCE,
  )

  it(
    'hostile in any way: nothing altered, repeated or moved is ever accepted, and nothing throws',
    async () => {
      let comparable = 0
      await fc.assert(
        fc.asyncProperty(hostileSteps, async steps => {
          const talk = await Conversation.begin()
          for (const step of steps) await run(talk, step)
          for (const name of ['anna', 'ben'] as const) {
            talk.accepted[name].forEach((envelope, n) => {
              expect(isSame(talk.written[name][n], envelope)).toBe(true)
            })
          }
          const [annas, bens] = [await talk.emojiOf('anna'), await talk.emojiOf('ben')]
          if (!annas || !bens) return
          comparable++
          expect(annas).toEqual(bens)
        }),
        { numRuns: 60 },
      )
      expect(comparable).toBeGreaterThan(10)
    },
    PATIENCE,
  )

  it(
    '[SEC-4] [RING-5] in any order: nothing is secured before consent, confirm and the right certificate',
    async () => {
      let secured = 0
      await fc.assert(
        fc.asyncProperty(hostileSteps, async steps => {
          const talk = await Conversation.begin()
          const isProven = { anna: false, ben: false }
          for (const step of steps) {
            const before = talk.scene[step.is === 'dtls' ? step.who : 'anna'].legs.size
            await run(talk, step)
            if (step.is === 'dtls' && step.honest && before > 0) isProven[step.who] = true
            if (talk.isSecured('anna')) {
              expect([talk.hasConsented, hasTaken(talk, 'anna', 'accept'), isProven.anna]).not.toContain(
                false,
              )
            }
            if (talk.isSecured('ben')) {
              expect([talk.hasConsented, hasTaken(talk, 'ben', 'confirm'), isProven.ben]).not.toContain(false)
            }
          }
          if (talk.isSecured('anna') || talk.isSecured('ben')) secured++
        }),
        { numRuns: 60 },
      )
      expect(secured).toBeGreaterThan(10)
    },
    PATIENCE,
  )

  it(
    '[SEQ-3] a goodbye is heard at any time',
    async () => {
      await fc.assert(
        fc.asyncProperty(honestSteps, who, async (steps, name) => {
          const talk = await Conversation.begin()
          await talk.deliverNext('ben')
          for (const step of steps) await run(talk, step)
          expect(await talk.act(name, 'bye')).toBe(true)
          const listener = other(name)
          while (await talk.deliverNext(listener));
          expect(talk.faults).toEqual([])
          expect(talk.accepted[listener].at(-1)?.m).toContain('"t":"bye"')
        }),
        { numRuns: 50 },
      )
    },
    PATIENCE,
  )
})

describe('somebody in the middle at first contact', () => {
  it('[SEC-3] whatever nonce is revealed but the one that was committed to aborts', async () => {
    const scene = await Scene.make()
    const { anna, ben } = scene
    expect((await ben.take(scene.offer)).ok).toBe(true)
    expect((await anna.take(await scene.answer())).ok).toBe(true)
    const confirm = await scene.confirm()
    const nonce = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBase64url)
    await fc.assert(
      fc.asyncProperty(nonce, async nonceA => {
        const received = await ben.take(await forge(confirm, { nonceA }, anna.keys))
        expect(received).toMatchObject({ ok: false, error: 'CommitmentMismatch' })
        expect(await sasOf(scene.legOf(ben))).toBeNull()
      }),
    )
    expect((await ben.take(confirm)).ok).toBe(true)
  })

  it('[SAS-4] can run both calls, but not show the two people the same emoji', async () => {
    // To Anna the server shows Mallory's keys as Ben's, to Ben others of hers as Anna's.
    const [withAnna, withBen] = [await Scene.make(), await Scene.make()]
    await withAnna.connect()
    await withBen.connect()
    const annas = await sasOf(withAnna.legOf(withAnna.anna))
    const bens = await sasOf(withBen.legOf(withBen.ben))
    expect(annas).not.toBeNull()
    expect(annas).not.toEqual(bens)
  })
})
