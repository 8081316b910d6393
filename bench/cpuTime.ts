import { readdirSync, readFileSync } from 'node:fs'
import { descendantsOf } from '../e2e/processes.ts'

/** Nanoseconds on a processor, by thread. */
type CpuTime = ReadonlyMap<string, number>

/** The time that every thread of every process below this one has spent on a processor so far, by the kernel's account. */
export function readCpuTime(): CpuTime {
  const times = new Map<string, number>()
  for (const { pid } of descendantsOf(process.pid)) {
    for (const thread of threadsOf(pid)) {
      const time = timeOf(`/proc/${pid}/task/${thread}/schedstat`)
      if (time !== null) times.set(thread, time)
    }
  }
  return times
}

/** What all of them have spent since `before`, in milliseconds. Threads that have ended in between count as idle. */
export function cpuTimeSince(before: CpuTime, after: CpuTime = readCpuTime()): number {
  let nanoseconds = 0
  for (const [thread, time] of after) nanoseconds += time - (before.get(thread) ?? 0)
  return nanoseconds / 1e6
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // It ended while we looked.
    return []
  }
}

function timeOf(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0])
  } catch {
    return null
  }
}
