import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cpuTimeSince, readCpuTime } from './cpuTime.ts'

/** Says when it runs, burns 200 ms of a processor when told to, says so, and waits. */
const BURN = `
  process.stdin.on('data', () => {
    const from = process.cpuUsage()
    while (process.cpuUsage(from).user < 200_000);
    console.log('burnt')
  })
  console.log('ready')`

describe('CPU time', () => {
  it('is what processes below this one have spent on a processor', async () => {
    const child = spawn(process.execPath, ['-e', BURN], { stdio: ['pipe', 'pipe', 'inherit'] })
    const nextLine = () => new Promise(resolve => child.stdout.once('data', resolve))
    await nextLine()
    const before = readCpuTime()
    const burnt = nextLine()
    child.stdin.write('go')
    await burnt
    const spent = cpuTimeSince(before)
    child.kill()
    expect(spent).toBeGreaterThan(150)
  })

  it('counts new threads in full and ended ones not at all', () => {
    const before = new Map([
      ['1', 5e6],
      ['2', 9e6],
    ])
    const after = new Map([
      ['1', 7e6],
      ['3', 1e6],
    ])
    expect(cpuTimeSince(before, after)).toBe(3)
  })
})
