import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { Server, type Socket as ServerSocket } from 'socket.io'
import { io, type Socket as Upstream } from 'socket.io-client'
import type { Envelope, SignedEntry } from './vcall.ts'

export type Message = Readonly<Record<string, unknown>> & { readonly t: string }

interface Address {
  readonly person: string
  readonly device: string
}

/** A message of a leg on its way to a browser. */
export interface Signal {
  readonly t: 'call-signal'
  readonly call: string
  readonly conversation: string
  readonly from: Address
  readonly envelope: Envelope
  readonly age: number
  readonly ring?: {
    readonly row: string | null
    readonly iceServers: readonly unknown[]
    readonly chain: readonly SignedEntry[]
  }
}

/** Whether a message, whichever way it goes, is one of a leg. */
export const isSignal = (message: Message): message is Message & Signal => message.t === 'call-signal'

type Listeners = { m: (message: Message, ack: (answer: Ack) => void) => void }
/** `data`: what to do when the page is connected. */
type Socket = ServerSocket<
  Listeners,
  { m: (message: Message | Signal) => void },
  Record<string, never>,
  () => void
>

type Ack = { readonly ok: true; readonly reply: Readonly<Record<string, unknown>> } | { readonly ok: false }

/** What the server does to what passes through it; what is left out is left alone. Null: it keeps that for itself. */
export interface Lies {
  /** To a browser. */
  readonly down?: (message: Message, to: Line) => Message | null
  /** From a browser. What is kept is acknowledged all the same. */
  readonly up?: (message: Message, from: Line) => Message | null
  /** The acknowledgement of what a browser said. */
  readonly reply?: (said: Message, ack: Ack, to: Line) => Ack
  /** An answer over HTTP. */
  readonly answer?: (path: string, body: unknown) => unknown
}

const SOCKET_PATH = '/socket'
/** Milliseconds, long enough for pages in which time is bent: they must not take the line for dead. */
const PING_TIMEOUT = 600_000
const JSON_TYPE = 'application/json'

/** One page of one browser, as the server between sees it. */
export class Line {
  readonly device: string
  person = ''
  readonly #page: Socket
  readonly #upstream: Upstream

  constructor(page: Socket, upstream: Upstream) {
    this.#page = page
    this.#upstream = upstream
    this.device = String(page.handshake.auth['device'])
  }

  /** Says something to the page that nobody has said. */
  say(message: Message | Signal): void {
    this.#page.emit('m', message)
  }

  /** Says something to the honest server in the page's name. Null: the page has gone meanwhile. */
  async tell(message: Message): Promise<Ack | null> {
    try {
      return await this.#upstream.emitWithAck('m', message)
    } catch (error) {
      if (this.#upstream.connected) throw error
      return null
    }
  }
}

/**
 * A server that stands between browsers and an honest one, and does as it likes with what passes: pages come from it,
 * its sockets speak for both sides. What it can't do is sign.
 */
export class HostileServer {
  readonly origin: string
  /** Everything that went to and fro on the sockets, as its senders sent it. */
  readonly heard: { readonly way: 'up' | 'down'; readonly line: Line; readonly message: Message }[] = []
  lies: Lies = {}
  readonly #http: HttpServer
  readonly #io: Server<
    Listeners,
    { m: (message: Message | Signal) => void },
    Record<string, never>,
    () => void
  >
  readonly #lines = new Set<Line>()
  #upstream = ''

  private constructor(http: HttpServer, port: number) {
    this.origin = `http://localhost:${port}`
    this.#http = http
    http.on('request', (asked, answer) => this.#pass(asked, answer))
    this.#io = new Server(http, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      serveClient: false,
      pingTimeout: PING_TIMEOUT,
    })
    this.#io.use((page, next) => this.#connect(page, next))
    this.#io.on('connection', page => page.data())
  }

  /** Opens its doors; nobody is behind them yet. */
  static open(): Promise<HostileServer> {
    const http = createServer()
    return new Promise((settle, fail) => {
      http.on('error', fail).listen(0, '127.0.0.1', () => {
        const address = http.address()
        settle(new HostileServer(http, typeof address === 'object' && address ? address.port : 0))
      })
    })
  }

  get port(): number {
    return Number(new URL(this.origin).port)
  }

  /** Stands before the server at this address from now on. */
  standBefore(upstream: string): void {
    this.#upstream = upstream
  }

  /** The page of this person that opened last. */
  lineOf(person: string): Line {
    const line = [...this.#lines].findLast(one => one.person === person)
    if (!line) throw new Error('no page of theirs is connected')
    return line
  }

  /** Messages of legs that left a person's pages, oldest first. */
  signalsFrom(
    person: string,
  ): { readonly call: string; readonly to: Address; readonly envelope: Envelope }[] {
    return this.heard
      .filter(
        ({ way, line, message }) => way === 'up' && line.person === person && message.t === 'call-signal',
      )
      .map(({ message }) => message as never)
  }

  async close(): Promise<void> {
    await this.#io.close()
    this.#http.closeAllConnections()
  }

  #connect(page: Socket, next: (error?: Error) => void): void {
    const { cookie = '', origin = '' } = page.handshake.headers
    const upstream = io(this.#upstream, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: page.handshake.auth,
      extraHeaders: { cookie, origin },
    })
    const line = new Line(page, upstream)
    upstream.once('connect_error', error => next(error))
    upstream.once('connect', () => next())
    // The honest server speaks first, and may be faster than our own handshake.
    const early: Message[] = []
    upstream.on('m', (message: Message) => {
      if (page.connected) this.#down(message, line)
      else early.push(message)
    })
    page.data = () => {
      this.#lines.add(line)
      for (const message of early) this.#down(message, line)
      page.on('m', (message: Message, ack: (answer: Ack) => void) => void this.#up(message, ack, line))
      page.on('disconnect', () => {
        this.#lines.delete(line)
        upstream.disconnect()
      })
      upstream.on('disconnect', () => page.conn.close())
    }
  }

  #down(message: Message, line: Line): void {
    if (message.t === 'welcome') line.person = String((message['me'] as { id: string }).id)
    this.heard.push({ way: 'down', line, message })
    const told = this.lies.down ? this.lies.down(message, line) : message
    if (told) line.say(told)
  }

  async #up(message: Message, ack: (answer: Ack) => void, line: Line): Promise<void> {
    this.heard.push({ way: 'up', line, message })
    const { up, reply } = this.lies
    const told = up ? up(message, line) : message
    const answer: Ack | null = told ? await line.tell(told) : { ok: true, reply: {} }
    if (answer) ack(reply ? reply(message, answer, line) : answer)
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '/', headers } = asked
    const passed = request(`${this.#upstream}${url}`, { method, headers }, got => {
      const { answer: lie } = this.lies
      if (lie && got.headers['content-type']?.startsWith(JSON_TYPE))
        return void this.#rewrite(url, got, answer, lie)
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  }

  async #rewrite(
    path: string,
    got: IncomingMessage,
    answer: ServerResponse,
    lie: NonNullable<Lies['answer']>,
  ): Promise<void> {
    const body: unknown = JSON.parse(Buffer.concat(await got.toArray()).toString())
    const told = Buffer.from(JSON.stringify(lie(path, body)))
    answer.writeHead(got.statusCode ?? 502, { ...got.headers, 'content-length': told.length })
    answer.end(told)
  }
}
