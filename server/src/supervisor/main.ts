import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import { ConfigError, parseConfig } from '../config.ts'
import { Announcer } from './Announcer.ts'
import { EngineMissing, findEngine } from './engineBinary.ts'
import { lanEnvironment } from './lanEnvironment.ts'
import { nodeIpOf } from './nodeIp.ts'
import { Supervisor } from './Supervisor.ts'

/** The process that `npm start` leaves running. Flags: --demo, --lan. */
async function main(): Promise<void> {
  const flags = process.argv.slice(2)
  const given = flags.includes('--demo') ? { ...process.env, TACET_DEMO: '1' } : process.env
  const env = flags.includes('--lan') ? lanEnvironment(given) : given
  const config = parseConfig(env)
  if (config.sfuUrl !== null) {
    throw new ConfigError('TACET_SFU_URL is for engines on other machines, which come later: leave it out.')
  }
  // A wrong TACET_SFU_BIN is known now, not after everything runs.
  await findEngine(config.sfuBinary, env)

  // The timers of the clock keep nothing alive.
  const anchor = setInterval(() => undefined, 60_000)
  const end = async (exitCode: number) => {
    clearInterval(anchor)
    process.exitCode ||= exitCode
    await supervisor.stop()
    process.exit()
  }
  const supervisor = new Supervisor({
    serverMain: join(import.meta.dirname, '../main.ts'),
    env,
    engineBinary: config.sfuBinary,
    nodeIp: nodeIpOf(config),
    clock: systemClock,
    announcer: new Announcer(process.stdout),
    failed: code => void end(code),
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  // Our launcher ended, however it did.
  process.on('disconnect', () => void end(0))
  await supervisor.run()
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EngineMissing)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
  if (process.connected) process.disconnect()
}
