import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Ack, Down, Welcome } from '@tacet/protocol/down'
import { DeviceId, type PersonId } from '@tacet/protocol/ids'
import { Hello } from '@tacet/protocol/up'
import { PROTOCOL_VERSION } from '@tacet/protocol/version'
import { Server, type Socket } from 'socket.io'
import type { Clock } from '../clock.ts'
import { failureOf } from '../http/failures.ts'
import type { OriginCheck } from '../http/originCheck.ts'
import type { Session } from '../http/route.ts'
import { type Rate, TokenBuckets } from '../http/TokenBuckets.ts'
import type { Log } from '../log.ts'
import type { Dispatcher } from './Dispatcher.ts'
import type { PhoneLines } from './PhoneLines.ts'
import type { Line, Switchboard } from './Switchboard.ts'

export const SOCKET_PATH = '/socket'

const MESSAGE_MAX_BYTES = 96 * 1_024
const PING_EVERY_MS = 10_000
const PONG_WITHIN_MS = 8_000
const HELLO_WITHIN_MS = 10_000
/** A page that is told to go has this long to take its last messages. */
const LAST_WORDS_MS = 1_000
/** Messages of one page that wait for their turn. */
const QUEUE_MAX = 256
/** Packets that a page has not taken off the line: it is stuck, or it floods itself. */
const BACKLOG_MAX = 2_000
const SESSION_CHECK_MS = 60_000
/** New connections of one address. */
const ADDRESS_RATE: Rate = { burst: 400, perSecond: 40 }

type Up = { m: (raw: unknown, ack?: unknown) => void }
type PageSocket = Socket<Up, { m: (message: Down) => void }, Record<string, never>, Caller>

interface Caller {
  session: Session
  device: DeviceId
  phone: boolean
}

export interface SocketDoorParts {
  readonly origins: OriginCheck
  readonly board: Switchboard
  readonly dispatcher: Dispatcher
  readonly phoneLines: PhoneLines
  readonly clock: Clock
  readonly log: Log
  readonly addressKey: (request: IncomingMessage) => string
  readonly sessionOf: (cookies: string | undefined) => Promise<Session | null>
  /** Which of these sessions (hashes) still exist. */
  readonly livingSessions: (hashes: readonly string[]) => Promise<ReadonlySet<string>>
  /** The first message to this session's page, or null when the session is over. */
  readonly welcome: (session: string) => Promise<Welcome | null>
}

export interface SocketDoor {
  close(): Promise<void>
}

/** The socket side of the server: authenticates pages, gives each a line, and passes on what they say. */
export function openSocketDoor(server: HttpServer, parts: SocketDoorParts): SocketDoor {
  const { origins, clock, addressKey } = parts
  const arrivals = new TokenBuckets(ADDRESS_RATE, clock)
  const io = new Server<Up, { m: (message: Down) => void }, Record<string, never>, Caller>(server, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    serveClient: false,
    // Other upgrades on this server have other owners.
    destroyUpgrade: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: HELLO_WITHIN_MS,
    allowRequest: (request, decide) =>
      decide(null, origins.allows(request.headers.origin) && arrivals.take(addressKey(request)) === 0),
  })
  io.use((socket, next) => {
    admit(socket, parts).then(
      refusal => (refusal ? next(new Error(refusal)) : next()),
      error => next(new Error(failureOf(error, parts.log).error)),
    )
  })
  io.on('connection', socket => serve(socket, parts))
  const stopChecking = clock.every(SESSION_CHECK_MS, () => void endDeadSessions(parts))

  return {
    async close() {
      stopChecking()
      // Not "signed out": pages come back as soon as a server answers.
      io.engine.close()
      await io.close()
    },
  }
}

/** Fills `socket.data`, or says why not: the page sees it as the message of its `connect_error`. */
async function admit(socket: PageSocket, { sessionOf }: SocketDoorParts): Promise<string | null> {
  const hello = Hello.safeParse(socket.handshake.auth)
  if (!hello.success) return 'invalid'
  if (hello.data.protocol !== PROTOCOL_VERSION) return 'outdated'
  const device = DeviceId.safeParse(hello.data.device)
  if (!device.success) return 'invalid'
  const session = await sessionOf(socket.handshake.headers.cookie)
  if (!session) return 'unauthorized'
  socket.data = { session, device: device.data, phone: hello.data.phone }
  return null
}

function serve(socket: PageSocket, parts: SocketDoorParts): void {
  const { board, phoneLines, log } = parts
  const line = lineOf(socket, parts.clock)
  board.add(line)
  socket.on('disconnect', () => {
    board.remove(line)
    phoneLines.broke(line)
  })
  listen(socket, line, parts)
  welcomePage(socket, line, parts).catch(error => {
    failureOf(error, log)
    line.drop()
  })
}

/**
 * Asks for the session once more: it may have ended between handshake and line, and then nobody would have told us.
 */
async function welcomePage(socket: PageSocket, line: Line, { board, phoneLines, welcome }: SocketDoorParts) {
  const first = await welcome(line.session)
  if (!first) return line.end()
  if (!socket.connected) return
  socket.data.session = { hash: line.session, account: first.me }
  board.open(line, first)
  await phoneLines.came(line)
}

/** Messages of one page are handled one after the other: it may rely on their order. */
function listen(socket: PageSocket, line: Line, { clock, dispatcher }: SocketDoorParts): void {
  let queue: Promise<unknown> = Promise.resolve()
  let queued = 0
  socket.on('m', (raw, ack) => {
    const reply = (answer: Ack) => {
      if (typeof ack === 'function' && socket.connected) ack(answer)
    }
    if (queued >= QUEUE_MAX) return line.drop()
    queued += 1
    const at = clock.now()
    queue = queue.then(async () => {
      const { session, device, phone } = socket.data
      const from = { account: session.account, device, socket: line.id, phone, at }
      if (socket.connected) reply(await dispatcher.answer(from, raw))
      queued -= 1
    })
  })
}

function lineOf(socket: PageSocket, clock: Clock): Line {
  const { session, device, phone } = socket.data
  const person: PersonId = session.account.id
  const line: Line = {
    id: socket.id,
    person,
    device,
    session: session.hash,
    phone,
    say(message) {
      if (!socket.connected) return
      socket.emit('m', message)
      if (backlogOf(socket) > BACKLOG_MAX) socket.conn.close(true)
    },
    end() {
      line.say({ t: 'signed-out' })
      socket.disconnect(true)
      clock.after(LAST_WORDS_MS, () => socket.conn.close(true))
    },
    drop() {
      socket.conn.close(true)
    },
  }
  return line
}

/** How many packets the page has not taken off the line yet. */
function backlogOf(socket: PageSocket): number {
  // The engine keeps its buffer private; it is a plain array in every version that we pin.
  return (socket.conn as unknown as { writeBuffer: readonly unknown[] }).writeBuffer.length
}

/** The net below `closeSessions`: an order that got lost, a session that ran out while its page stayed open. */
async function endDeadSessions({ board, livingSessions, log }: SocketDoorParts): Promise<void> {
  try {
    const open = board.sessions()
    const living = await livingSessions(open)
    board.carryOut({ to: 'sessions', sessions: open.filter(session => !living.has(session)) })
  } catch (error) {
    failureOf(error, log)
  }
}
