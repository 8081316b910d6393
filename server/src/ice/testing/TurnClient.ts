import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'

/** Types of STUN messages and attributes (RFC 8489, RFC 8656): only those that the tests need. */
const ALLOCATE = 0x0003
const CREATE_PERMISSION = 0x0008
const BINDING = 0x0001
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const ERROR_CODE = 0x0009
const XOR_PEER_ADDRESS = 0x0012
const REALM = 0x0014
const NONCE = 0x0015
const REQUESTED_TRANSPORT = 0x0019
const MAGIC = 0x2112a442

interface Answer {
  readonly success: boolean
  /** Such as 401; null with success. */
  readonly error: number | null
  readonly attributes: ReadonlyMap<number, Buffer>
}

/** As much of a TURN client as it takes to see who may allocate, and whom a relay may reach. */
export class TurnClient {
  readonly #socket: Socket = createSocket('udp4')
  readonly #port: number
  #credential: { username: string; key: Buffer; realm: Buffer; nonce: Buffer } | null = null

  constructor(port: number) {
    this.#port = port
  }

  /** True: the port answers STUN. */
  async binds(): Promise<boolean> {
    return (await this.#ask(BINDING, [])).success
  }

  /** Null: allocated. Else the error, such as 401. */
  async allocate(username: string, password: string): Promise<number | null> {
    this.#credential = null
    const transport = attribute(REQUESTED_TRANSPORT, Buffer.from([17, 0, 0, 0]))
    const { attributes } = await this.#ask(ALLOCATE, [transport])
    const [realm, nonce] = [attributes.get(REALM), attributes.get(NONCE)]
    if (!realm || !nonce) throw new Error('the server asks for no credential')
    const key = createHash('md5').update(`${username}:${realm}:${password}`).digest()
    this.#credential = { username, key, realm, nonce }
    return (await this.#ask(ALLOCATE, [transport])).error
  }

  /** Null: the relay may send to this address. Else the error, such as 403. */
  async permit(ip: string): Promise<number | null> {
    return (await this.#ask(CREATE_PERMISSION, [attribute(XOR_PEER_ADDRESS, xorAddress(ip))])).error
  }

  close(): void {
    this.#socket.close()
  }

  #ask(type: number, attributes: readonly Buffer[]): Promise<Answer> {
    const transaction = randomBytes(12)
    const message = this.#message(type, transaction, attributes)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), 5_000)
      const hear = (bytes: Buffer) => {
        if (!bytes.subarray(8, 20).equals(transaction)) return
        clearTimeout(timer)
        this.#socket.off('message', hear)
        resolve(parse(bytes))
      }
      this.#socket.on('message', hear)
      this.#socket.send(message, this.#port, '127.0.0.1')
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

function xorAddress(ip: string): Buffer {
  const address = Buffer.from(ip.split('.').map(Number)).readUInt32BE()
  const value = Buffer.alloc(8)
  value[1] = 1
  value.writeUInt16BE(9 ^ (MAGIC >>> 16), 2)
  value.writeUInt32BE((address ^ MAGIC) >>> 0, 4)
  return value
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
