import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'

/** Types of STUN messages and attributes (RFC 8489, RFC 8656): only those that the tests need. */
const BINDING = 0x0001
const ALLOCATE = 0x0003
const SEND_INDICATION = 0x0016
const CREATE_PERMISSION = 0x0008
const CHANNEL_BIND = 0x0009
const CONNECT = 0x000a
const CONNECTION_BIND = 0x000b
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const ERROR_CODE = 0x0009
const CHANNEL_NUMBER = 0x000c
const XOR_PEER_ADDRESS = 0x0012
const DATA = 0x0013
const REALM = 0x0014
const NONCE = 0x0015
const REQUESTED_ADDRESS_FAMILY = 0x0017
const REQUESTED_TRANSPORT = 0x0019
const CONNECTION_ID = 0x002a
const MAGIC = 0x2112a442

/** Protocol numbers of IANA. */
const TRANSPORTS = { tcp: 6, udp: 17 } as const
const FAMILIES = { ipv4: 1, ipv6: 2 } as const
/** The first number that a channel may have. */
const CHANNEL = 0x4000
const PORT = 9

interface Answer {
  readonly success: boolean
  /** Such as 401; null with success. */
  readonly error: number | null
  readonly attributes: ReadonlyMap<number, Buffer>
}

export interface Wish {
  /** What the relay shall speak towards others. */
  readonly transport?: keyof typeof TRANSPORTS
  /** Left out: that of the server's own address. */
  readonly family?: keyof typeof FAMILIES
}

/** As much of a TURN client as it takes to see who may allocate, and whom a relay may reach. */
export class TurnClient {
  readonly #socket: Socket
  readonly #host: string
  readonly #port: number
  #credential: { username: string; key: Buffer; realm: Buffer; nonce: Buffer } | null = null

  constructor(port: number, host = '127.0.0.1') {
    this.#socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    this.#host = host
    this.#port = port
  }

  /** True: the port answers STUN. */
  async binds(): Promise<boolean> {
    return (await this.#ask(BINDING, () => [])).success
  }

  /** Null: allocated. Else the error, such as 401. */
  async allocate(username: string, password: string, wish: Wish = {}): Promise<number | null> {
    this.#credential = null
    const { transport = 'udp', family } = wish
    const wishes = [
      attribute(REQUESTED_TRANSPORT, Buffer.from([TRANSPORTS[transport], 0, 0, 0])),
      ...(family ? [attribute(REQUESTED_ADDRESS_FAMILY, Buffer.from([FAMILIES[family], 0, 0, 0]))] : []),
    ]
    const { attributes } = await this.#ask(ALLOCATE, () => wishes)
    const [realm, nonce] = [attributes.get(REALM), attributes.get(NONCE)]
    if (!realm || !nonce) throw new Error('the server asks for no credential')
    const key = createHash('md5').update(`${username}:${realm}:${password}`).digest()
    this.#credential = { username, key, realm, nonce }
    return (await this.#ask(ALLOCATE, () => wishes)).error
  }

  /** Null: the relay may send to this address. Else the error, such as 403. */
  async permit(ip: string): Promise<number | null> {
    return (await this.#ask(CREATE_PERMISSION, id => [peer(ip, PORT, id)])).error
  }

  /** Null: the relay has a channel to this address. Else the error, such as 401. */
  async bindChannel(ip: string, port = PORT): Promise<number | null> {
    const channel = Buffer.alloc(4)
    channel.writeUInt16BE(CHANNEL)
    const { error } = await this.#ask(CHANNEL_BIND, id => [
      attribute(CHANNEL_NUMBER, channel),
      peer(ip, port, id),
    ])
    return error
  }

  /** Has the relay send this on. Nobody answers to that; what isn't permitted is dropped. */
  send(ip: string, port: number, data: string): void {
    const id = randomBytes(12)
    const message = Buffer.concat([peer(ip, port, id), attribute(DATA, Buffer.from(data))])
    this.#socket.send(frame(SEND_INDICATION, id, message), this.#port, this.#host)
  }

  /** Has a relay that speaks TCP connect to this address: the id of that connection, or the error, such as 403. */
  async connect(ip: string, port: number): Promise<Buffer | number> {
    const { attributes, error } = await this.#ask(CONNECT, id => [peer(ip, port, id)])
    return attributes.get(CONNECTION_ID) ?? error ?? 0
  }

  /** Null: what comes over that connection comes here. Else the error. */
  async bindConnection(id: Buffer): Promise<number | null> {
    return (await this.#ask(CONNECTION_BIND, () => [attribute(CONNECTION_ID, id)])).error
  }

  close(): void {
    this.#socket.close()
  }

  #ask(type: number, attributes: (transaction: Buffer) => readonly Buffer[]): Promise<Answer> {
    const transaction = randomBytes(12)
    const message = this.#message(type, transaction, attributes(transaction))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), 5_000)
      const hear = (bytes: Buffer) => {
        if (!bytes.subarray(8, 20).equals(transaction)) return
        clearTimeout(timer)
        this.#socket.off('message', hear)
        resolve(parse(bytes))
      }
      this.#socket.on('message', hear)
      this.#socket.send(message, this.#port, this.#host)
    })
  }

  #message(type: number, transaction: Buffer, attributes: readonly Buffer[]): Buffer {
    if (!this.#credential) return frame(type, transaction, Buffer.concat(attributes))
    const { username, key, realm, nonce } = this.#credential
    const body = Buffer.concat([
      ...attributes,
      attribute(USERNAME, Buffer.from(username)),
      attribute(REALM, realm),
      attribute(NONCE, nonce),
    ])
    // The signature covers a length that counts the signature itself.
    const signed = frame(type, transaction, body, 24)
    const integrity = createHmac('sha1', key).update(signed).digest()
    return Buffer.concat([signed, attribute(MESSAGE_INTEGRITY, integrity)])
  }
}

function frame(type: number, transaction: Buffer, body: Buffer, more = 0): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt16BE(type, 0)
  header.writeUInt16BE(body.length + more, 2)
  header.writeUInt32BE(MAGIC, 4)
  return Buffer.concat([header, transaction, body])
}

function attribute(type: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUInt16BE(type, 0)
  header.writeUInt16BE(value.length, 2)
  return Buffer.concat([header, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

/** XOR-PEER-ADDRESS: the port is masked with the magic number, an address of IPv6 with the transaction's id as well. */
function peer(ip: string, port: number, transaction: Buffer): Buffer {
  const address = addressBytes(ip)
  const mask = Buffer.alloc(4)
  mask.writeUInt32BE(MAGIC)
  const masks = Buffer.concat([mask, transaction])
  const value = Buffer.alloc(4)
  value[1] = address.length === 4 ? FAMILIES.ipv4 : FAMILIES.ipv6
  value.writeUInt16BE(port ^ (MAGIC >>> 16), 2)
  return attribute(
    XOR_PEER_ADDRESS,
    Buffer.concat([value, address.map((byte, at) => byte ^ (masks[at] ?? 0))]),
  )
}

function addressBytes(ip: string): Buffer {
  if (!isIPv6(ip)) return Buffer.from(ip.split('.').map(Number))
  // A URL writes every address in one way, the dotted end of mapped ones too.
  const [head = '', tail = ''] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::')
  const words = (text: string) => (text === '' ? [] : text.split(':').map(word => Number.parseInt(word, 16)))
  const [first, last] = [words(head), words(tail)]
  const all = [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
  return Buffer.from(all.flatMap(word => [word >>> 8, word & 0xff]))
}

function parse(bytes: Buffer): Answer {
  const attributes = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2)
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  const code = attributes.get(ERROR_CODE)
  return {
    success: (bytes.readUInt16BE(0) & 0x0110) === 0x0100,
    error: code ? (code[2] ?? 0) * 100 + (code[3] ?? 0) : null,
    attributes,
  }
}
