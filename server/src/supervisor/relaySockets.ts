import { readdir, readFile, readlink } from 'node:fs/promises'

/**
 * How many UDP ports from `from` to `to` this process has bound: relayed legs of direct calls. Only Linux tells;
 * elsewhere it is 0.
 */
export async function relaySockets(pid: number, from: number, to: number): Promise<number> {
  const [v4, v6] = await Promise.all(['udp', 'udp6'].map(table => read(`/proc/${pid}/net/${table}`)))
  const inodes = new Set([...inodesIn(v4 ?? '', from, to), ...inodesIn(v6 ?? '', from, to)])
  if (inodes.size === 0) return 0
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const targets = await Promise.all(descriptors.map(fd => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
  return targets.filter(target => inodes.has(target)).length
}

const read = (path: string) => readFile(path, 'utf8').catch(() => '')

/** `socket:[inode]` of every line of /proc/net/udp whose local port lies in the range. */
function inodesIn(table: string, from: number, to: number): string[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const fields = line.trim().split(/\s+/)
      const port = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)
      return port >= from && port <= to ? [`socket:[${fields[9]}]`] : []
    })
}
