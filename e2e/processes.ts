import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process as /proc shows it. Its start time tells it from a later one with the same number. */
export interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  /** Clock ticks since the machine started. */
  readonly startedAt: number
  /** Zombies have ended; only their parent has not noticed yet. */
  readonly zombie: boolean
  readonly command: string
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we looked.
    return null
  }
}

export function readProcess(pid: number): ProcessFacts | null {
  const stat = read(`/proc/${pid}/stat`)
  const command = read(`/proc/${pid}/cmdline`)
  if (stat === null || command === null) return null
  // The second field is a name in brackets that may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    parent: Number(fields[1]),
    startedAt: Number(fields[19]),
    zombie: fields[0] === 'Z',
    command: command.replaceAll('\0', ' ').trim(),
  }
}

export function listProcesses(): ProcessFacts[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => readProcess(Number(name)) ?? [])
    .filter(({ zombie }) => !zombie)
}

/** All processes that `pid` has started, they and theirs, as far as their parents still live. */
export function descendantsOf(pid: number): ProcessFacts[] {
  const all = listProcesses()
  const found: ProcessFacts[] = []
  const look = (parent: number) => {
    for (const child of all.filter(one => one.parent === parent)) {
      found.push(child)
      look(child.pid)
    }
  }
  look(pid)
  return found
}

/** True while exactly this process runs. */
export function isRunning({ pid, startedAt }: ProcessFacts): boolean {
  const now = readProcess(pid)
  return now !== null && !now.zombie && now.startedAt === startedAt
}

function socketInodes(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`
  const links = readdirSync(folder).map(fd => {
    try {
      return readlinkSync(`${folder}/${fd}`)
    } catch {
      // It was closed while we looked.
      return ''
    }
  })
  return new Set(links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
}

/** The ports of this machine, UDP and TCP, on which a process has sockets. */
export function portsOf({ pid }: ProcessFacts): number[] {
  const inodes = socketInodes(pid)
  const ports = new Set<number>()
  for (const table of ['udp', 'udp6', 'tcp', 'tcp6']) {
    const lines = (read(`/proc/${pid}/net/${table}`) ?? '').trim().split('\n').slice(1)
    for (const line of lines) {
      const fields = line.trim().split(/\s+/)
      if (inodes.has(fields[9] ?? '')) ports.add(Number.parseInt(fields[1]?.split(':')[1] ?? '', 16))
    }
  }
  return [...ports]
}
