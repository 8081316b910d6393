import type { DeviceChain, PendingDevice } from '@tacet/protocol/device'
import type { DeviceId, PersonId } from '@tacet/protocol/ids'
import {
  appendEntry,
  type DeviceList,
  readDeviceList,
  type SignedEntry,
} from '@tacet/protocol/verified/deviceList'
import type { Answer } from '../../http/request.ts'
import type { DeviceApi } from '../api.ts'

const DONE: Answer<undefined> = { ok: true, value: undefined }
const no = (error: 'invalid' | 'wrong-credentials', field?: string): Answer<never> => ({
  ok: false,
  failure: { error, ...(field === undefined ? {} : { field }) },
})

/** Keeps device lists as the server does; a test may make it lie by changing `chains`. */
export class FakeDeviceServer {
  readonly chains = new Map<PersonId, DeviceChain>()
  readonly pending = new Map<PersonId, PendingDevice[]>()
  readonly labels = new Map<DeviceId, string>()
  password = 'the right one'

  /** The server as one person's browser reaches it. */
  of(me: PersonId): DeviceApi {
    return {
      own: async () => ({
        ok: true,
        value: {
          chain: this.#chain(me),
          known: [...this.labels].map(([dev, label]) => ({ dev, label, addedAt: 0 })),
          pending: this.pending.get(me) ?? [],
        },
      }),
      of: async person => ({ ok: true, value: { chain: this.#chain(person), addedAt: [] } }),
      append: async ({ entry }) => this.#append(me, this.#chain(me), entry),
      reset: async ({ password, entry }) => {
        if (password !== this.password) return no('wrong-credentials')
        return this.#append(me, [], entry)
      },
      rename: async (device, label) => {
        this.labels.set(device, label)
        return DONE
      },
      wait: async body => {
        const others = (this.pending.get(me) ?? []).filter(({ device }) => device.dev !== body.device.dev)
        this.pending.set(me, [...others, body])
        return DONE
      },
      stopWaiting: async device => {
        this.pending.set(
          me,
          (this.pending.get(me) ?? []).filter(each => each.device.dev !== device),
        )
        return DONE
      },
    }
  }

  #chain(person: PersonId): DeviceChain {
    return this.chains.get(person) ?? []
  }

  async #append(me: PersonId, chain: DeviceChain, entry: SignedEntry): Promise<Answer<undefined>> {
    let list: DeviceList | null = null
    if (chain.length > 0) {
      const read = await readDeviceList(me, chain)
      if (!read.ok) return no('invalid')
      list = read.list
    }
    const appended = await appendEntry(list, me, entry)
    if (!appended.ok) return no('invalid', 'entry')
    this.chains.set(me, [...chain, entry])
    return DONE
  }
}
