import { CallId } from '@tacet/protocol/ids'
import { drawId } from '../../web/src/identity/drawId.ts'
import { Phone, type Variant } from './Phone.ts'
import { type RecordedPath, recordPath, type SideOfPath } from './recordPath.ts'

type Role = 'caller' | 'callee'

/**
 * Whole call set-ups without line and media: everything that both sides sign, check and derive from dialing to the lock,
 * with descriptions, candidates and certificates of a real connection. Taken apart into phases of one side each, so that
 * the time of a phase is the time of that side; each phase does its part of `count` set-ups, one after the other.
 */
export class SetUps {
  readonly #caller: Phone
  readonly #callee: Phone
  readonly #path: RecordedPath
  #variant: Variant = 'verified'
  #calls: readonly CallId[] = []

  private constructor(caller: Phone, callee: Phone, path: RecordedPath) {
    this.#caller = caller
    this.#callee = callee
    this.#path = path
  }

  static async prepare(): Promise<SetUps> {
    const [caller, callee, path] = await Promise.all([Phone.make(), Phone.make(), recordPath()])
    return new SetUps(caller, callee, path)
  }

  /** How many candidates each side of the recorded connection had. */
  get candidates(): Record<Role, number> {
    return { caller: this.#path.caller.candidates.length, callee: this.#path.callee.candidates.length }
  }

  start(variant: Variant, count: number): void {
    this.#variant = variant
    this.#calls = Array.from({ length: count }, () => drawId(CallId))
  }

  /** The phases in their order; answers how long the phase took, in milliseconds. */
  readonly phases: readonly { readonly by: Role; readonly run: () => Promise<number> }[] = [
    { by: 'caller', run: () => this.#time(this.#dial) },
    { by: 'callee', run: () => this.#time(this.#accept) },
    { by: 'caller', run: () => this.#time(this.#confirm) },
    { by: 'callee', run: () => this.#time(this.#follow) },
    { by: 'caller', run: () => this.#time(this.#finish) },
  ]

  /** Ends all legs. Throws unless each set-up has come to a call that both sides hold for proven. */
  async end(): Promise<void> {
    for (const call of this.#calls) {
      const emoji: string[] = []
      for (const [phone, other] of [
        [this.#caller, this.#callee],
        [this.#callee, this.#caller],
      ] as const) {
        const legs = phone.legs[this.#variant]
        if (!legs.isSecured(call, other.device)) throw new Error('a set-up has not led to a secured call')
        emoji.push(String(await legs.sas(call, other.device)))
        await legs.end(call, other.device, null)
      }
      if (emoji[0] !== emoji[1]) throw new Error('the two sides of a set-up have different emoji')
    }
  }

  #dial = async (): Promise<void> => {
    const { legs } = this.#caller
    for (const call of this.#calls) {
      this.#caller.learn(this.#callee)
      const ctr = await legs[this.#variant].nextCtr()
      const offer = { ctr, media: 'video', pre: 0, sdp: this.#path.offer } as const
      const { person, device } = this.#callee
      expectNoError(await legs[this.#variant].begin(call, person, device, offer))
    }
  }

  /** The offer rings; after the click the answer goes out, the consent, and what the new path has to offer. */
  #accept = async (): Promise<void> => {
    await this.#listen(this.#callee, this.#caller)
    const legs = this.#callee.legs[this.#variant]
    for (const call of this.#calls) {
      expectNoError(await legs.answer(call, this.#caller.device, this.#path.answer))
      expectNoError(await legs.accept(call, this.#caller.device, 'video'))
    }
  }

  #confirm = async (): Promise<void> => {
    await this.#listen(this.#caller, this.#callee)
    const legs = this.#caller.legs[this.#variant]
    for (const call of this.#calls) {
      const { device } = this.#callee
      expectNoError(await legs.confirm(call, device))
      expectNoError(await legs.renegotiate(call, device, 'offer', this.#path.renegoOffer))
      await this.#offerCandidates(this.#caller, call, this.#callee, this.#path.caller)
    }
  }

  #follow = async (): Promise<void> => {
    await this.#listen(this.#callee, this.#caller)
    const legs = this.#callee.legs[this.#variant]
    for (const call of this.#calls) {
      expectNoError(await legs.renegotiate(call, this.#caller.device, 'answer', this.#path.renegoAnswer))
      await this.#offerCandidates(this.#callee, call, this.#caller, this.#path.callee)
      await this.#prove(this.#callee, call, this.#caller, this.#path.callee)
    }
  }

  #finish = async (): Promise<void> => {
    await this.#listen(this.#caller, this.#callee)
    for (const call of this.#calls) await this.#prove(this.#caller, call, this.#callee, this.#path.caller)
  }

  /** One candidate for each message, as links find them. */
  async #offerCandidates(phone: Phone, call: CallId, to: Phone, { candidates }: SideOfPath): Promise<void> {
    for (const candidate of candidates) {
      expectNoError(await phone.legs[this.#variant].candidates(call, to.device, [candidate]))
    }
  }

  /** The certificate is checked, and the emoji are derived. */
  async #prove(phone: Phone, call: CallId, other: Phone, { certificates }: SideOfPath): Promise<void> {
    const legs = phone.legs[this.#variant]
    expectNoError(await legs.certify(call, other.device, certificates))
    await legs.sas(call, other.device)
  }

  async #listen(phone: Phone, to: Phone): Promise<void> {
    for (const letter of to.takeSaid()) await phone.hear(this.#variant, to, letter)
  }

  async #time(phase: () => Promise<void>): Promise<number> {
    const start = performance.now()
    await phase()
    return performance.now() - start
  }
}

function expectNoError(error: string | null): void {
  if (error !== null) throw new Error(`an honest call set-up was refused: ${error}`)
}
