import type { Message, TimelineItem, TimelinePage } from '@tacet/protocol/conversation'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { UpOf } from '@tacet/protocol/up'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import { type FetchPage, Timeline } from './Timeline.ts'

const id = <T extends string>(text: string): T => `${text.padEnd(21, 'A')}A` as T
const DM = id<ConversationId>('dm')
const BEN = id<PersonId>('ben')

const message = (n: number): Message => ({
  id: id(`m${n}`),
  conversation: DM,
  author: BEN,
  client: id(`c${n}`),
  text: `${n}`,
  at: n,
})
const item = (n: number): TimelineItem => ({ type: 'message', message: message(n) })

/** A server with messages 1…n, ten to a page. */
function server(newest: number) {
  const state = { newest, reachable: true, asked: 0 }
  const fetch: FetchPage = async (_conversation, { before, after }): Promise<TimelinePage | null> => {
    state.asked++
    if (!state.reachable) return null
    const all = Array.from({ length: state.newest }, (_, i) => i + 1)
    const at = Number((before ?? after)?.split('.')[0])
    const fits = all.filter(n => (before ? n < at : after ? n > at : true))
    const page = after ? fits.slice(0, 10) : fits.slice(-10)
    return { items: page.map(item), more: fits.length > 10 }
  }
  return { state, fetch }
}

let signaling: FakeSignaling
let remote: ReturnType<typeof server>
let timeline: Timeline
const texts = () =>
  timeline.store.getState().items.map(each => (each.type === 'message' ? each.message.text : ''))
const sent = () => signaling.sent.filter((each): each is UpOf<'message-send'> => each.t === 'message-send')

beforeEach(() => {
  signaling = new FakeSignaling()
  signaling.start()
  remote = server(25)
  timeline = new Timeline(DM, signaling, remote.fetch)
})

describe('a timeline', () => {
  it('begins with the newest page, and goes back page by page to the first message', async () => {
    await timeline.begin()
    expect(texts()).toHaveLength(10)
    await timeline.loadOlder()
    await timeline.loadOlder()
    expect(texts()).toEqual(Array.from({ length: 25 }, (_, i) => `${i + 1}`))
    const { asked } = remote.state
    await timeline.loadOlder()
    expect(remote.state.asked).toBe(asked)
  })

  it('[TEXT-3] closes the gap behind a message that came live before the catching up', async () => {
    await timeline.begin()
    signaling.become('lost')
    remote.state.newest = 60
    signaling.receive({ t: 'message', message: message(60) })
    signaling.receive(welcome())
    await vi.waitFor(() => expect(texts()).toEqual(Array.from({ length: 45 }, (_, i) => `${i + 16}`)))
  })

  it('[TEXT-3] catches up after a break, however much came meanwhile', async () => {
    await timeline.begin()
    signaling.become('lost')
    remote.state.newest = 58
    signaling.become('open')
    signaling.receive(welcome())
    await vi.waitFor(() => expect(texts().at(-1)).toBe('58'))
    expect(texts()).toEqual(Array.from({ length: 43 }, (_, i) => `${i + 16}`))
  })

  it('keeps a message that the server did not take, and sends it again under the same id', async () => {
    await timeline.begin()
    await timeline.send('hello')
    expect(timeline.store.getState().outgoing).toMatchObject([{ text: 'hello', failed: true }])
    const [first] = sent()
    if (!first) throw new Error('nothing was sent')
    signaling.answerWith(
      () => ({ ok: true, reply: { message: { ...message(26), client: first.client } } }) as never,
    )
    await timeline.retry(first.client)
    expect(timeline.store.getState().outgoing).toEqual([])
    expect(sent().map(each => each.client)).toEqual([first.client, first.client])
    expect(texts().at(-1)).toBe('26')
  })

  it('sends by itself after a break what the server did not answer, and not what it refused', async () => {
    await timeline.begin()
    signaling.answerWith(() => ({ ok: false, failure: { error: 'too-large', field: 'text' } }))
    await timeline.send('refused')
    signaling.become('lost')
    await timeline.send('first')
    await timeline.send('second')
    const before = sent().length
    signaling.answerWith(
      up =>
        ({
          ok: true,
          reply: { message: { ...message(26), client: (up as { client: string }).client } },
        }) as never,
    )
    signaling.become('open')
    signaling.receive(welcome())
    await vi.waitFor(() => expect(timeline.store.getState().outgoing).toMatchObject([{ text: 'refused' }]))
    expect(
      sent()
        .slice(before)
        .map(each => each.text),
    ).toEqual(['first', 'second'])
  })

  it('asks again after the server did not answer', async () => {
    remote.state.reachable = false
    await timeline.begin()
    expect(timeline.store.getState().loading).toBe('failed')
    remote.state.reachable = true
    await timeline.begin()
    expect(timeline.store.getState()).toMatchObject({ loading: null, more: true })
  })

  it('listens to its own conversation only', async () => {
    await timeline.begin()
    signaling.receive({ t: 'message', message: { ...message(99), conversation: id('other') } })
    expect(texts()).not.toContain('99')
  })
})

function welcome() {
  return { t: 'welcome' } as never
}
