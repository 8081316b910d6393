import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import type { UpgradeHandler } from '../feature.ts'
import type { Session } from '../http/route.ts'
import { type Engines, EngineUnavailable, type SfuRoom } from './ports.ts'

/** Why a line between a page and the engine is no more: the page went (or was put out), or the engine died. */
export type LineEnd = 'page' | 'engine'

export interface SfuProxyParts {
  readonly engines: Engines
  /** The session behind a request, null without one. */
  readonly sessionOf: (request: IncomingMessage) => Promise<Session | null>
  /** Which of these sessions (hashes) still exist. */
  readonly livingSessions: (hashes: readonly string[]) => Promise<ReadonlySet<string>>
  /**
   * Whether this person may open a line with this ticket or pushed token, and to where. Null: no. A ticket is used up
   * by asking. May take a moment: after a restart of the server a page says first that it is still in.
   */
  readonly admit: (person: PersonId, token: string, signal: AbortSignal) => Promise<AdmittedLine | null>
  /** Something went wrong that nobody expected. */
  readonly failed: (error: unknown) => void
  readonly lineOpened: (handle: SfuHandle) => void
  readonly lineClosed: (handle: SfuHandle, by: LineEnd) => void
}

export interface AdmittedLine {
  readonly room: SfuRoom
  readonly handle: SfuHandle
  /** The engine's own token. */
  readonly grant: string
}

/** How long a page is kept waiting for an engine that starts. Milliseconds. */
const PATIENCE = 10_000
const RETRY = 50
/** A page that goes politely is answered by the engine, which then closes first: who went, shows a moment later. */
const SETTLE = 300

/** Headers of the WebSocket handshake. Nothing else of a request reaches the engine: no address, agent or cookie. */
const HANDSHAKE = [
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
]

/** One line through us, from its admission to its end. */
interface Line {
  readonly handle: SfuHandle
  /** Hash of the token of the session that it was opened with. */
  readonly session: string
  readonly close: () => void
}

/** The engine's signalling under our own origin: a raw pipe once the page is admitted. */
export class SfuProxy implements UpgradeHandler {
  readonly prefix = '/sfu'
  readonly #parts: SfuProxyParts
  readonly #lines = new Set<Line>()

  constructor(parts: SfuProxyParts) {
    this.#parts = parts
  }

  handle(request: IncomingMessage, page: Duplex, head: Buffer): void {
    this.#open(request, page, head).catch((error: unknown) => {
      refuse(page, '503 Service Unavailable')
      if (!(error instanceof EngineUnavailable)) this.#parts.failed(error)
    })
  }

  /** [SEC-9] Closes the lines of these sessions (hashes): they are over. */
  closeSessions(hashes: readonly string[]): void {
    for (const line of [...this.#lines]) if (hashes.includes(line.session)) line.close()
  }

  /** Closes the lines of sessions that have ended without anybody saying so. */
  async recheck(): Promise<void> {
    const open = [...new Set([...this.#lines].map(({ session }) => session))]
    const living = await this.#parts.livingSessions(open)
    this.closeSessions(open.filter(session => !living.has(session)))
  }

  /** Closes the line of a handle that was put out, in case the engine doesn't. */
  cut(handle: SfuHandle): void {
    for (const line of [...this.#lines]) if (line.handle === handle) line.close()
  }

  async #open(request: IncomingMessage, page: Duplex, head: Buffer): Promise<void> {
    const { engines, sessionOf, admit } = this.#parts
    const url = new URL(request.url ?? '/', 'http://page')
    const token = url.searchParams.get('access_token') ?? ''
    const join = url.searchParams.get('join_request') ?? ''
    if (url.pathname !== '/sfu/rtc/v1') return refuse(page, '404 Not Found')
    const session = await sessionOf(request)
    if (!session) return refuse(page, '401 Unauthorized')

    const gone = new AbortController()
    page.once('close', () => gone.abort())
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(PATIENCE)])
    const admitted = await admit(session.account.id, token, signal)
    if (!admitted) return refuse(page, '401 Unauthorized')

    const engine = await connectTo(() => engines.find(admitted.room.engine)?.signalPort ?? null, signal)
    if (!engine) return refuse(page, '503 Service Unavailable')
    engine.write(handshake(request, join, admitted.grant))
    engine.write(head)
    this.#pipe({ session: session.hash, handle: admitted.handle }, admitted.room.engine, page, engine)
    // It may have ended while we waited, and nobody says so twice.
    if (!(await sessionOf(request))) this.closeSessions([session.hash])
  }

  #pipe(who: Omit<Line, 'close'>, engineId: string, page: Duplex, engine: Socket): void {
    const { engines, lineOpened, lineClosed } = this.#parts
    const release = engines.hold(engineId)
    const close = () => {
      page.destroy()
      engine.destroy()
    }
    const line: Line = { ...who, close }
    const closed = () => {
      if (!this.#lines.delete(line)) return
      release()
      close()
      setTimeout(() => {
        // The page may have opened another one already.
        if ([...this.#lines].some(({ handle }) => handle === who.handle)) return
        lineClosed(who.handle, engines.find(engineId) ? 'page' : 'engine')
      }, SETTLE)
    }
    this.#lines.add(line)
    lineOpened(who.handle)
    for (const end of [page, engine]) end.once('close', closed).on('error', closed)
    if (page.destroyed) closed()
    page.pipe(engine)
    engine.pipe(page)
  }
}

/** Tries until the engine takes the connection. Null: it never did while there was patience. */
async function connectTo(port: () => number | null, signal: AbortSignal): Promise<Socket | null> {
  while (!signal.aborted) {
    const now = port()
    // An engine that is gone does not come back: its successor is another one.
    if (now === null) return null
    const socket = await tryConnect(now)
    if (socket) return socket
    await new Promise(resolve => setTimeout(resolve, RETRY))
  }
  return null
}

function tryConnect(port: number): Promise<Socket | null> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    const failed = () => resolve(null)
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.off('error', failed)
      resolve(socket)
    })
  })
}

/** What the engine gets to see of the page's request. */
function handshake(request: IncomingMessage, join: string, grant: string): string {
  const kept = HANDSHAKE.flatMap(name => {
    const value = request.headers[name]
    return typeof value === 'string' ? [`${name}: ${value}`] : []
  })
  return [
    `GET /rtc/v1?join_request=${encodeURIComponent(join)} HTTP/1.1`,
    'Host: engine',
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Authorization: Bearer ${grant}`,
    ...kept,
    '\r\n',
  ].join('\r\n')
}

function refuse(page: Duplex, status: string): void {
  page.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => page.destroy())
}
