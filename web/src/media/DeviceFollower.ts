import { deviceToUse, type Plugged, replug } from '@tacet/domain/call/replug'
import type { Captured, DeviceKind, DeviceNews, Devices, MediaFailure } from './ports.ts'

/** What the follower may do with the tracks of a call. */
export interface Followed {
  /** The open track of that kind. */
  track(kind: Captured): MediaStreamTrack | null
  /** Opens what is to be used now, in place of what is open. */
  reopen(kind: Captured): Promise<MediaFailure | null>
  tell(news: DeviceNews): void
}

const KINDS: readonly DeviceKind[] = ['microphone', 'camera', 'speaker']

/** [CALL-20] Changes over when devices are plugged in or pulled while they are in use, and says what happened. */
export class DeviceFollower {
  readonly #devices: Devices
  readonly #followed: Followed
  #plugged: Record<DeviceKind, Plugged>
  #labels = new Map<string, string>()
  /** Pulled while in use, and nothing stands in for it yet: opened again as soon as there is something. */
  readonly #lost = new Set<Captured>()

  constructor(devices: Devices, followed: Followed) {
    this.#devices = devices
    this.#followed = followed
    this.#plugged = this.#read()
  }

  /** The person turned it off, or the call is over: nobody waits for it any more. */
  forget(kind: Captured): void {
    this.#lost.delete(kind)
  }

  /** The browser ended the open track: pulled, or taken away by the system. */
  async ended(kind: Captured, label: string): Promise<void> {
    const was = deviceToUse(this.#devices.choice[kind], this.#plugged[kind])
    await this.#standIn(kind, this.#labels.get(was ?? '') ?? label)
  }

  /** List or choice may have changed. */
  async look(): Promise<void> {
    const before = this.#plugged
    const after = this.#read()
    this.#plugged = after
    for (const kind of KINDS) await this.#follow(kind, before[kind], after[kind])
    for (const kind of KINDS) {
      for (const { id, label } of this.#devices.list[kind]) if (label) this.#labels.set(id, label)
    }
  }

  async #follow(kind: DeviceKind, before: Plugged, after: Plugged): Promise<void> {
    const choice = this.#devices.choice[kind]
    const change = replug(choice, before, after)
    const was = deviceToUse(choice, before)
    const device = this.#labels.get(was ?? '') ?? ''
    if (kind === 'speaker') {
      if (change !== 'stay') this.#followed.tell({ is: change, kind, device, now: this.#nowUsed(kind) })
      return
    }
    // Opened by the person meanwhile.
    if (this.#followed.track(kind) !== null) this.#lost.delete(kind)
    if (this.#lost.has(kind) && after.present.length > 0) {
      if ((await this.#followed.reopen(kind)) !== null) return
      this.#lost.delete(kind)
      this.#followed.tell({ is: 'returned', kind, device, now: this.#nowUsed(kind) })
      return
    }
    const track = this.#followed.track(kind)
    if (change === 'stay' || track === null) return
    // A system has no camera for everything, and no picture changes while its camera is there.
    if (change === 'moved' && kind === 'camera') return
    // Its end came before the list, and something stands in for it already.
    if (track.getSettings().deviceId === deviceToUse(choice, after)) return
    if (change === 'removed') return this.#standIn(kind, device)
    if ((await this.#followed.reopen(kind)) === null)
      this.#followed.tell({ is: change, kind, device, now: this.#nowUsed(kind) })
  }

  async #standIn(kind: Captured, device: string): Promise<void> {
    const failure = await this.#followed.reopen(kind)
    if (failure !== null) this.#lost.add(kind)
    this.#followed.tell({ is: 'removed', kind, device, now: failure === null ? this.#nowUsed(kind) : null })
  }

  /** Name of what is in use now; empty where the browser names nothing. */
  #nowUsed(kind: DeviceKind): string {
    const opened = kind === 'speaker' ? null : this.#followed.track(kind)
    const id = opened?.getSettings().deviceId
    const find = (wanted: string | null | undefined) =>
      this.#devices.list[kind].find(device => device.id === wanted)?.label
    return (
      find(id) ?? find(deviceToUse(this.#devices.choice[kind], this.#read()[kind])) ?? opened?.label ?? ''
    )
  }

  #read(): Record<DeviceKind, Plugged> {
    const { list, systemDefault } = this.#devices
    const of = (kind: DeviceKind): Plugged => ({
      present: list[kind].map(({ id }) => id),
      systemDefault: systemDefault[kind],
    })
    return { microphone: of('microphone'), camera: of('camera'), speaker: of('speaker') }
  }
}
