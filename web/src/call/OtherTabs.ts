import type { CallKind } from '@tacet/protocol/history'
import type { CallId, PersonId } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the tab that is the phone does, as the other tabs of this browser need to know it. */
export type PhoneElsewhere =
  | { readonly is: 'quiet' }
  | { readonly is: 'ringing'; readonly call: CallId; readonly peer: PersonId; readonly media: CallKind }
  | { readonly is: 'calling'; readonly peer: PersonId }

type Word =
  | { readonly say: 'state'; readonly state: PhoneElsewhere }
  | { readonly say: 'decline'; readonly call: CallId }
  | { readonly say: 'hello' }

/** [CALL-2] Tabs of one browser tell each other what rings where; a tab that does not ring may still decline. */
export class OtherTabs {
  readonly store: StoreApi<PhoneElsewhere> = createStore<PhoneElsewhere>(() => ({ is: 'quiet' }))
  readonly #channel: BroadcastChannel
  #own: PhoneElsewhere = { is: 'quiet' }

  constructor(person: PersonId, decline: (call: CallId) => void) {
    this.#channel = new BroadcastChannel(`tacet.call.${person}`)
    this.#channel.onmessage = (event: MessageEvent<Word>) => {
      const word = event.data
      switch (word.say) {
        case 'state':
          this.store.setState(word.state, true)
          return
        case 'decline':
          decline(word.call)
          return
        case 'hello':
          if (this.#own.is !== 'quiet') this.#say({ say: 'state', state: this.#own })
      }
    }
    this.#say({ say: 'hello' })
  }

  /** What this tab does as the phone. */
  tell(state: PhoneElsewhere): void {
    if (state.is === 'quiet' && this.#own.is === 'quiet') return
    this.#own = state
    this.#say({ say: 'state', state })
  }

  declineThere(call: CallId): void {
    this.#say({ say: 'decline', call })
  }

  close(): void {
    this.#channel.close()
  }

  #say(word: Word): void {
    this.#channel.postMessage(word)
  }
}
