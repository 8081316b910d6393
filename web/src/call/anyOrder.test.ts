import type { DownOf } from '@tacet/protocol/down'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DM, ROW, TestPhone } from './testing/TestPhone.ts'

type Who = 'anna' | 'ben'
type Press = 'audio' | 'video' | 'camera' | 'microphone' | 'screen' | 'hang up' | 'decline'

type Step =
  | { readonly is: 'press'; readonly who: Who; readonly what: Press }
  /** The server hands out one of the messages that wait for somebody; 0 is the oldest. */
  | { readonly is: 'carry'; readonly to: Who; readonly which: number }
  /** It hands out one of them as it likes, or one that was handed out before. */
  | { readonly is: 'lie'; readonly to: Who; readonly which: number; readonly how: string }
  /** DTLS comes up, with the other one's certificate or with somebody else's. */
  | { readonly is: 'dtls'; readonly who: Who; readonly honest: boolean }

type Envelope = DownOf<'call-signal'>['envelope']

const LIES: Readonly<Record<string, (envelope: Envelope) => Envelope>> = {
  'as it was': (envelope: Envelope) => envelope,
  unsigned: ({ m, sdp }: Envelope) => ({ m, ...(sdp === undefined ? {} : { sdp }) }),
  'without a description': ({ m, sig }: Envelope) => ({ m, ...(sig === undefined ? {} : { sig }) }),
  'with another fingerprint': (envelope: Envelope) => ({
    ...envelope,
    sdp: (envelope.sdp ?? '').replace(/(fingerprint:sha-256 )../, '$100'),
  }),
  'with other media': (envelope: Envelope) => ({ ...envelope, m: envelope.m.replace('"audio"', '"video"') }),
}

const who = fc.constantFrom<Who>('anna', 'ben')
const which = fc.nat({ max: 3 })
const presses = (...what: Press[]) =>
  fc.record({ is: fc.constant('press' as const), who, what: fc.constantFrom(...what) })
const honest = [
  { weight: 4, arbitrary: fc.record({ is: fc.constant('carry' as const), to: who, which: fc.constant(0) }) },
  { weight: 3, arbitrary: presses('audio', 'video', 'camera', 'microphone', 'screen') },
]
const hostile = [
  { weight: 2, arbitrary: fc.record({ is: fc.constant('carry' as const), to: who, which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('lie' as const),
      to: who,
      which,
      how: fc.constantFrom(...Object.keys(LIES)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('dtls' as const), who, honest: fc.boolean() }) },
  { weight: 1, arbitrary: presses('hang up', 'decline') },
]
const LENGTH = { minLength: 4, maxLength: 16 }
const anyOrder: fc.Arbitrary<Step[]> = fc.oneof(
  fc.array(fc.oneof(...honest), LENGTH),
  fc.array(fc.oneof(...honest, ...hostile), LENGTH),
)

const other = (one: Who): Who => (one === 'anna' ? 'ben' : 'anna')
const kindOf = ({ m }: Envelope): string => JSON.parse(m).t

/** Two phones, a server that may lie between them, and what has truly happened. */
class Play {
  readonly phones: Readonly<Record<Who, TestPhone>>
  /** Kinds of the messages that have reached somebody as they were written. */
  readonly heard: Readonly<Record<Who, Set<string>>> = { anna: new Set(), ben: new Set() }
  readonly #carried: Record<Who, Envelope[]> = { anna: [], ben: [] }
  readonly #proven = new Set<Who>()
  #accepted = false

  private constructor(anna: TestPhone, ben: TestPhone) {
    this.phones = { anna, ben }
    anna.rings = { devices: [ben.device], chain: ben.chain }
  }

  static async begin(): Promise<Play> {
    return new Play(...(await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])))
  }

  async run(step: Step): Promise<void> {
    if (step.is === 'press') this.#press(step.who, step.what)
    else if (step.is === 'dtls') this.#dtls(step.who, step.honest)
    else this.#hand(step.to, step.which, step.is === 'lie' ? step.how : null)
    await this.settle()
  }

  /** From here on everybody is honest, and Ben accepts. */
  async finish(): Promise<void> {
    this.#press('ben', 'audio')
    for (let round = 0; round < 8; round++) {
      await this.settle()
      for (const name of ['anna', 'ben'] as const) {
        while (this.#waiting(name).length > 0) this.#hand(name, 0, null)
      }
    }
    for (const name of ['anna', 'ben'] as const) this.#dtls(name, true)
    await this.settle()
  }

  async settle(): Promise<void> {
    for (const phone of Object.values(this.phones)) await phone.settled()
  }

  /** What must be true of whoever has attached a track. */
  factsOf(name: Who): Record<string, boolean> {
    const heard = this.heard[name]
    return {
      'Ben has accepted': this.#accepted,
      'the transcript is whole':
        name === 'anna' ? heard.has('answer') && heard.has('accept') : heard.has('confirm'),
      'the certificate is the right one': this.#proven.has(name),
    }
  }

  given(name: Who): number {
    return this.phones[name].links.reduce((sum, link) => sum + link.given.length, 0)
  }

  #press(name: Who, what: Press): void {
    const { controller, at } = this.phones[name]
    if ((what === 'audio' || what === 'video') && name === 'ben') {
      if (at === 'ringing-in') this.#accepted = true
      controller.accept(what)
    } else if (what === 'camera') void controller.toggleCamera()
    else if (what === 'microphone') void controller.toggleMicrophone()
    else if (what === 'screen') void controller.toggleScreen()
    else if (what === 'hang up') controller.hangUp()
    else if (what === 'decline') controller.decline()
  }

  #dtls(name: Who, isHonest: boolean): void {
    const phone = this.phones[name]
    const link = phone.links.at(-1)
    if (!link || link.path === null) return
    if (isHonest) this.#proven.add(name)
    phone.meets(this.phones[isHonest ? other(name) : name])
  }

  #waiting(to: Who): Envelope[] {
    return this.phones[other(to)]
      .sent('call-signal')
      .map(({ envelope }) => envelope)
      .filter(envelope => !this.#carried[to].includes(envelope))
  }

  #hand(to: Who, place: number, how: string | null): void {
    const waiting = this.#waiting(to)
    const envelope = how === null ? waiting[place] : [...waiting, ...this.#carried[to]][place]
    const from = this.phones[other(to)]
    const call = from.sent('call-start')[0]?.call ?? this.phones[to].sent('call-start')[0]?.call
    if (!envelope || call === undefined) return
    const told = (how !== null && LIES[how]?.(envelope)) || envelope
    if (told.m === envelope.m && told.sig === envelope.sig && told.sdp === envelope.sdp) {
      this.#carried[to].push(envelope)
      this.heard[to].add(kindOf(envelope))
    }
    this.phones[to].signaling.receive({
      t: 'call-signal',
      call,
      conversation: DM,
      from: { person: from.person, device: from.device },
      envelope: told,
      age: 0,
      ...(kindOf(told) === 'offer' ? { ring: { row: ROW, iceServers: [], chain: from.chain } } : {}),
    })
  }
}

describe('a call, whatever people press and in whatever order messages come', () => {
  it('[RING-5] [SEC-4] [CALL-5, 18] attaches no track before Accept, the whole transcript and the right certificate, opens no device before Accept, and leaves none open', async () => {
    let talked = 0
    await fc.assert(
      fc.asyncProperty(anyOrder, async steps => {
        const play = await Play.begin()
        play.phones.anna.controller.dial(DM, play.phones.ben.person, 'audio')
        await play.settle()
        for (const step of [...steps, null]) {
          await (step ? play.run(step) : play.finish())
          for (const name of ['anna', 'ben'] as const) {
            if (play.given(name) === 0) continue
            expect(Object.entries(play.factsOf(name)).filter(([, isTrue]) => !isTrue)).toEqual([])
          }
          if (!play.factsOf('ben')['Ben has accepted']) expect(play.phones.ben.devices.opened).toEqual([])
          for (const { at, devices } of Object.values(play.phones)) {
            const open = devices.opened.filter(({ readyState }) => readyState === 'live')
            if (at === 'idle' || at === 'ended') expect(open).toEqual([])
          }
        }
        if (play.given('anna') > 0 && play.given('ben') > 0) talked++
      }),
      { numRuns: 60 },
    )
    expect(talked).toBeGreaterThan(10)
  }, 60_000)
})
