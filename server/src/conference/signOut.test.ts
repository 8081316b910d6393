import type { SessionListings } from '@tacet/protocol/identity'
import type { ConversationId } from '@tacet/protocol/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinEngine, type Participant } from '../sfu/testing/joinEngine.ts'
import { type RealEngine, startRealEngine } from '../sfu/testing/realEngine.ts'
import { type Colleague, emailOf, group, join, PASSWORD, setUpOffice } from '../testing/office.ts'
import type { TestServer } from '../testing/TestServer.ts'
import { TwoNodes } from '../testing/TwoNodes.ts'
import type { Visitor } from '../testing/Visitor.ts'

/** Milliseconds. */
const AT_ONCE = 1_000

describe('[SEC-9] who is in a conference and not signed in any more', () => {
  let engine: RealEngine
  let nodes: TwoNodes
  let one: TestServer
  let two: TestServer
  let anna: Colleague
  let ben: Colleague
  let conversation: ConversationId

  beforeAll(async () => {
    engine = await startRealEngine()
    nodes = await TwoNodes.start(3, { engines: engine.engines })
    one = nodes.one
    two = nodes.two
    anna = await setUpOffice(two)
    ben = await join(one, anna, 'Ben Aydin')
    conversation = await group(anna, 'Files', [ben])
  })
  afterAll(async () => {
    await nodes.stop()
    await engine.process.stop()
  })

  /** Another browser of Ben's, at the first node. */
  async function signBenIn(): Promise<Visitor> {
    const browser = one.visitor()
    await browser.post('/api/session', { email: emailOf('Ben Aydin'), password: PASSWORD })
    return browser
  }

  /** Joins at the first node, and leaves the page's own socket open. */
  async function enter(browser: Visitor): Promise<Participant> {
    const page = await browser.open()
    const started = await page.send({ t: 'conference-start', conversation, kind: 'video' })
    if (!started.ok) throw new Error(started.failure.error)
    const joined = await page.send({ t: 'conference-join', conference: started.reply.conference.id })
    if (!joined.ok) throw new Error(joined.failure.error)
    const headers = { cookie: browser.cookie ?? '', origin: one.origin }
    const line = await joinEngine(`ws://${one.host}/sfu`, { token: joined.reply.ticket, headers })
    if (!line) throw new Error('not let in')
    return line
  }

  /** Milliseconds from the press to the end of the line. */
  async function timeUntilOut(line: Participant, press: () => Promise<{ status: number }>): Promise<number> {
    const start = performance.now()
    expect((await press()).status).toBeLessThan(300)
    await line.closed
    return performance.now() - start
  }

  it('is out at once after signing out, on whichever node', async () => {
    const browser = await signBenIn()
    const line = await enter(browser)
    const elsewhere = two.visitor()
    elsewhere.cookie = browser.cookie
    expect(await timeUntilOut(line, () => elsewhere.ask('DELETE', '/api/session'))).toBeLessThan(AT_ONCE)
  })

  it('is out at once after another device has ended the session', async () => {
    const line = await enter(await signBenIn())
    const { body } = await ben.browser.get<SessionListings>('/api/sessions')
    const other = body.sessions.find(({ current }) => !current)
    const press = () => ben.browser.ask('DELETE', `/api/sessions/${other?.id}`)
    expect(await timeUntilOut(line, press)).toBeLessThan(AT_ONCE)
  })

  it('is out at once after being deactivated, and nobody else is', async () => {
    const elsewhere = one.visitor()
    elsewhere.cookie = anna.browser.cookie
    let alsoOut = false
    // Were both closed, the line that was opened first would be the first to close.
    const annas = await enter(elsewhere)
    annas.closed.then(() => {
      alsoOut = true
    })
    const line = await enter(ben.browser)
    const press = () => anna.browser.post(`/api/people/${ben.id}/deactivate`)
    expect(await timeUntilOut(line, press)).toBeLessThan(AT_ONCE)
    expect(alsoOut).toBe(false)
  })
})
