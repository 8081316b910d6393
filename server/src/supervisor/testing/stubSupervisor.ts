import { join } from 'node:path'
import { systemClock } from '../../clock.ts'
import { Announcer } from '../Announcer.ts'
import { Supervisor } from '../Supervisor.ts'

/** A real supervisor with a server that does nothing. */
const supervisor = new Supervisor({
  serverMain: join(import.meta.dirname, 'stubServer.ts'),
  env: process.env,
  engineBinary: process.env['TACET_SFU_BIN'] || null,
  nodeIp: '127.0.0.1',
  clock: systemClock,
  announcer: new Announcer({ write: () => undefined }),
  failed: code => process.exit(code),
})
const end = () => supervisor.stop().then(() => process.exit())
process.on('disconnect', end)
process.on('SIGTERM', end)
await supervisor.run()
