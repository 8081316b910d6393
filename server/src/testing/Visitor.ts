import { randomBytes } from 'node:crypto'
import type { Ack, Down, DownOf } from '@tacet/protocol/down'
import type { Failure } from '@tacet/protocol/errors'
import { ClientMessageId, DeviceId } from '@tacet/protocol/ids'
import type { Up, UpOf } from '@tacet/protocol/up'
import { PROTOCOL_VERSION } from '@tacet/protocol/version'
import { io, type Socket } from 'socket.io-client'

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T & Failure
}

const WAIT_MS = 4_000
const drawText = () => randomBytes(16).toString('base64url')
export const drawClientId = () => ClientMessageId.parse(drawText())

/** One browser: a cookie, an Origin, and pages with sockets. */
export class Visitor {
  device = DeviceId.parse(drawText())
  cookie: string | null = null
  readonly #server: string
  readonly #origin: string
  readonly #pages = new Set<Page>()

  constructor(server: string, origin: string) {
    this.#server = server
    this.#origin = origin
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.ask('GET', path)
  }

  post<T>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.ask('POST', path, body)
  }

  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await fetch(`${this.#server}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.#origin,
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      this.cookie = /Max-Age=0/.test(cookie) ? null : pair
    }
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : { text }) as T & Failure,
    }
  }

  /** Opens a page and waits for its welcome. Throws the server's word when it is refused. */
  async open({ phone = true, protocol = PROTOCOL_VERSION, origin = this.#origin } = {}): Promise<Page> {
    const socket = io(this.#server, {
      path: '/socket',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { protocol, device: this.device, phone },
      extraHeaders: { origin, ...(this.cookie === null ? {} : { cookie: this.cookie }) },
    })
    const page = new Page(socket)
    this.#pages.add(page)
    await page.arrived()
    return page
  }

  leave(): void {
    for (const page of this.#pages) page.close()
  }
}

/** One open page: all that came down its socket, and what it says. */
export class Page {
  readonly received: Down[] = []
  readonly #socket: Socket
  readonly #closed: Promise<string>
  readonly #refused: Promise<never>
  #look: () => void = () => undefined

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('m', (message: Down) => {
      this.received.push(message)
      this.#look()
    })
    this.#closed = new Promise(resolve => {
      socket.on('disconnect', reason => resolve(reason))
    })
    this.#refused = new Promise((_, reject) => {
      socket.on('connect_error', error => reject(error))
    })
    this.#refused.catch(() => undefined)
  }

  get connected(): boolean {
    return this.#socket.connected
  }

  async arrived(): Promise<void> {
    await Promise.race([this.#refused, this.until('welcome')])
  }

  /** The first message of this type that came or comes and fits. */
  until<T extends Down['t']>(t: T, fits: (message: DownOf<T>) => boolean = () => true): Promise<DownOf<T>> {
    const find = () =>
      this.received.find((message): message is DownOf<T> => message.t === t && fits(message as DownOf<T>))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no "${t}" came`)), WAIT_MS)
      const previous = this.#look
      this.#look = () => {
        previous()
        const found = find()
        if (!found) return
        clearTimeout(late)
        resolve(found)
      }
      this.#look()
    })
  }

  all<T extends Down['t']>(t: T): DownOf<T>[] {
    return this.received.filter((message): message is DownOf<T> => message.t === t)
  }

  send<T extends Up['t']>(message: UpOf<T>): Promise<Ack<T>> {
    return this.sendRaw(message) as Promise<Ack<T>>
  }

  sendRaw(message: unknown): Promise<Ack> {
    return this.#socket.timeout(WAIT_MS).emitWithAck('m', message)
  }

  /** Resolves with the reason once the server, or the line, has closed the page's socket. */
  closed(): Promise<string> {
    return this.#closed
  }

  close(): void {
    this.#socket.disconnect()
  }
}
