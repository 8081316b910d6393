import { execFileSync } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const WITNESS = { address: '127.0.0.53', port: 53 }
const DNS_HEADER_BYTES = 12
/** Flags of an answer that says: no such name. */
const NO_SUCH_NAME = 0x8183

/** The folder of the closed world around us (see world.sh), or null in the open. */
export const worldFolder = (): string | null => process.env['TACET_WORLD'] ?? null

const questions = (folder: string) => join(folder, 'questions.log')

/** The name that a DNS message asks for. */
export function readQuestion(message: Buffer): string {
  const labels: string[] = []
  let at = DNS_HEADER_BYTES
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return labels.join('.')
}

/** Answers every question about a name with "no such name", and writes the name down in the world's folder. */
export function startNameWitness(folder: string): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    appendFileSync(questions(folder), `${readQuestion(message)}\n`)
    const answer = Buffer.from(message)
    answer.writeUInt16BE(NO_SUCH_NAME, 2)
    socket.send(answer, from.port, from.address)
  })
  return new Promise((settle, fail) => {
    socket.once('error', fail).bind(WITNESS.port, WITNESS.address, () => settle(socket))
  })
}

function requireWorld(): string {
  const folder = worldFolder()
  if (folder) return folder
  throw new Error(
    'Who talks to the outside shows only in a closed world: start this with "npm test" on Linux, as root.',
  )
}

/**
 * Everything outside this machine that any program of this world (browser, server, engine, test) has tried to reach so
 * far: addresses that a packet was meant for, and names that were asked for (`localhost` is this machine). Throws in
 * the open, where nothing notices.
 */
export function listForeignContacts(): string[] {
  const folder = requireWorld()
  const neighbours = ['-4', '-6'].flatMap(family =>
    execFileSync('ip', [family, 'neigh', 'show', 'dev', 'out0'], { encoding: 'utf8' }).split('\n'),
  )
  const addresses = neighbours.map(line => line.split(' ')[0] ?? '').filter(address => address !== '')
  const names = existsSync(questions(folder)) ? readFileSync(questions(folder), 'utf8').split('\n') : []
  return [...new Set([...addresses, ...names.filter(name => !/^$|^(.+\.)?localhost$/.test(name))])].sort()
}

/** Begins the record anew. */
export function forgetForeignContacts(): void {
  rmSync(questions(requireWorld()), { force: true })
  for (const family of ['-4', '-6']) execFileSync('ip', [family, 'neigh', 'flush', 'dev', 'out0'])
}
