import { cursorOf, positionOf } from '@tacet/domain/conversation/timeline'
import { type TimelineItem, TimelinePage } from '@tacet/protocol/conversation'
import { ClientMessageId, type ConversationId, type Millis } from '@tacet/protocol/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { request } from '../http/request.ts'
import { drawId } from '../identity/drawId.ts'
import type { Signaling } from '../signaling/ports.ts'
import { mergeItems, type Outgoing, stillOnTheWay, withoutCall } from './timelineRows.ts'

export interface TimelineView {
  readonly items: readonly TimelineItem[]
  readonly outgoing: readonly Outgoing[]
  /** Something older lies on the server. */
  readonly more: boolean
  /** `failed`: the server did not answer; asked again with the next scroll or reconnect. */
  readonly loading: 'first' | 'older' | 'failed' | null
}

export type FetchPage = (
  conversation: ConversationId,
  query: { before?: string; after?: string },
) => Promise<TimelinePage | null>

/** A page of a timeline from the server; null when it did not answer. */
export const fetchPage: FetchPage = async (conversation, query) => {
  const search = new URLSearchParams({ ...query })
  const answer = await request(`/api/conversations/${conversation}/timeline?${search}`, {
    answer: TimelinePage,
  })
  return answer.ok ? answer.value : null
}

/** What is said in one conversation, as far as this page has loaded it, and what is on its way there. */
export class Timeline {
  readonly store: StoreApi<TimelineView> = createStore<TimelineView>(() => ({
    items: [],
    outgoing: [],
    more: false,
    loading: 'first',
  }))
  readonly #conversation: ConversationId
  readonly #signaling: Signaling
  readonly #fetch: FetchPage
  readonly #stops: (() => void)[]
  #begun = false
  /** What the server did not answer, as opposed to what it refused: it goes out by itself once the line is open. */
  readonly #unanswered = new Set<ClientMessageId>()
  /** The newest item before the line broke: what comes live afterwards may lie beyond a gap. */
  #gapAfter: TimelineItem | null = null

  constructor(conversation: ConversationId, signaling: Signaling, fetch: FetchPage = fetchPage) {
    this.#conversation = conversation
    this.#signaling = signaling
    this.#fetch = fetch
    this.#stops = [
      signaling.on('message', ({ message }) => {
        if (message.conversation !== conversation) return
        this.#put([{ type: 'message', message }])
        this.#set({ outgoing: stillOnTheWay(this.#view.outgoing, message) })
      }),
      signaling.on('call-row', ({ call }) => {
        if (call.conversation === conversation) this.#put([{ type: 'call', call }])
      }),
      signaling.on('call-row-gone', ({ conversation: where, row }) => {
        if (where === conversation) this.#set({ items: withoutCall(this.#view.items, row) })
      }),
      signaling.onState(state => {
        if (state === 'lost') this.#gapAfter ??= this.#view.items.at(-1) ?? null
      }),
      signaling.on('welcome', () => {
        void this.#catchUp()
        void this.#sendUnanswered()
      }),
    ]
  }

  /** Loads the newest page, once. */
  async begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    const page = await this.#fetch(this.#conversation, {})
    if (!page) {
      this.#begun = false
      this.#set({ loading: 'failed' })
      return
    }
    this.#put(page.items)
    this.#set({ more: page.more, loading: null })
  }

  async loadOlder(): Promise<void> {
    const [oldest] = this.#view.items
    if (!oldest || !this.#view.more || this.#view.loading === 'older' || this.#view.loading === 'first')
      return
    this.#set({ loading: 'older' })
    const page = await this.#fetch(this.#conversation, { before: cursorOf(oldest) })
    if (!page) {
      this.#set({ loading: 'failed' })
      return
    }
    this.#put(page.items)
    this.#set({ more: page.more, loading: null })
  }

  /** Shown at once; sent now, or marked as failed with its text kept. */
  async send(text: string): Promise<void> {
    const outgoing = { client: drawId(ClientMessageId), text, at: this.#afterNewest(), failed: false }
    this.#set({ outgoing: [...this.#view.outgoing, outgoing] })
    await this.#post(outgoing)
  }

  /** The same client id again: if the first try did arrive, this one changes nothing. */
  async retry(client: ClientMessageId): Promise<void> {
    const outgoing = this.#view.outgoing.find(each => each.client === client)
    if (!outgoing) return
    this.#unanswered.delete(client)
    this.#mark(client, false)
    await this.#post(outgoing)
  }

  /** In the order in which they were written. */
  async #sendUnanswered(): Promise<void> {
    for (const client of [...this.#unanswered]) await this.retry(client)
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  get newestAt(): Millis | null {
    const newest = this.#view.items.at(-1)
    return newest ? positionOf(newest).at : null
  }

  async #post({ client, text }: Outgoing): Promise<void> {
    const conversation = this.#conversation
    const ack = await this.#signaling.send({ t: 'message-send', conversation, client, text })
    if (!ack.ok) {
      if (ack.failure.error === 'unavailable') this.#unanswered.add(client)
      this.#mark(client, true)
      return
    }
    const { message } = ack.reply
    this.#put([{ type: 'message', message }])
    this.#set({ outgoing: stillOnTheWay(this.#view.outgoing, message) })
  }

  #mark(client: ClientMessageId, failed: boolean): void {
    const mark = (each: Outgoing) => (each.client === client ? { ...each, failed } : each)
    this.#set({ outgoing: this.#view.outgoing.map(mark) })
  }

  /** The line was down: whatever came meanwhile follows what we have, page by page. */
  async #catchUp(): Promise<void> {
    if (!this.#begun) return
    if (this.#view.loading === 'failed') this.#set({ loading: null })
    let newest = this.#gapAfter ?? this.#view.items.at(-1)
    // A conversation that was empty has nothing to continue from.
    if (!newest) {
      this.#begun = false
      return this.begin()
    }
    let more = true
    while (more && newest) {
      const page = await this.#fetch(this.#conversation, { after: cursorOf(newest) })
      if (!page) return
      this.#put(page.items)
      newest = page.items.at(-1)
      if (newest) this.#gapAfter = newest
      more = page.more
    }
    this.#gapAfter = null
    await this.#refreshOpenCalls()
  }

  /** Calls that ran when the line broke may have ended since; their place in the timeline is before the newest item. */
  async #refreshOpenCalls(): Promise<void> {
    const open = this.#view.items.find(
      item => item.type === 'call' && item.call.status !== 'not_connected' && item.call.endedAt === null,
    )
    if (!open) return
    const index = this.#view.items.indexOf(open)
    const before = this.#view.items[index - 1]
    const page = await this.#fetch(this.#conversation, before ? { after: cursorOf(before) } : {})
    if (page) this.#put(page.items)
  }

  #afterNewest(): number {
    return Math.max(Date.now(), (this.newestAt ?? 0) + 1)
  }

  #put(items: readonly TimelineItem[]): void {
    if (items.length > 0) this.#set({ items: mergeItems(this.#view.items, items) })
  }

  get #view(): TimelineView {
    return this.store.getState()
  }

  #set(change: Partial<TimelineView>): void {
    this.store.setState(change)
  }
}
