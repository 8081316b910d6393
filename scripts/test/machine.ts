import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem, say } from '../run.mjs'
import { findChromium } from './findChromium.ts'

const POSTGRES_VERSIONS = '/usr/lib/postgresql'

/** The programs that the tests need besides Node, as paths. */
export interface Machine {
  readonly chromium: string
  /** The folder that holds `initdb` and `postgres`. */
  readonly postgres: string
  readonly redis: string
}

function findOnPath(program: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  return folders.map(folder => join(folder, program)).find(path => existsSync(path)) ?? null
}

function findPostgres(): string | null {
  const versions = existsSync(POSTGRES_VERSIONS) ? readdirSync(POSTGRES_VERSIONS) : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  const debian = join(POSTGRES_VERSIONS, newest ?? '', 'bin')
  if (newest && existsSync(join(debian, 'initdb'))) return debian
  return findOnPath('initdb')?.replace(/\/initdb$/, '') ?? null
}

const NEEDS = {
  chromium: { find: findChromium, packages: ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'] },
  postgres: { find: findPostgres, packages: ['postgresql'] },
  redis: { find: () => findOnPath('redis-server'), packages: ['redis-server'] },
  /** For the closed world of the scenes. */
  ip: { find: () => findOnPath('ip'), packages: ['iproute2'] },
} as const

const missing = () => Object.values(NEEDS).filter(need => need.find() === null)

function installMissing(): void {
  const packages = missing().flatMap(need => need.packages)
  const debian = findOnPath('apt-get') !== null
  if (!debian || process.getuid?.() !== 0) {
    const way = debian ? `with "sudo apt-get install ${packages.join(' ')}"` : 'and put them on PATH'
    throw new Problem(`The tests need ${packages.join(', ')}: install them ${way}, then start again.`)
  }
  say(`Installing ${packages.join(', ')} …`)
  // Run level 1 keeps Debian from starting the services: the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const steps = [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]
  for (const step of steps) {
    const result = spawnSync('apt-get', ['--quiet', ...step], { env, encoding: 'utf8' })
    if (result.status === 0) continue
    process.stderr.write(`${result.stdout}${result.stderr}`)
    throw new Problem(`apt-get ${step[0]} failed: see above, mend it, then start again.`)
  }
}

/** Finds everything that the tests need and, as root on Debian, installs what is not there. */
export function prepareMachine(): Machine {
  if (missing().length > 0) installMissing()
  const [chromium, postgres, redis] = [NEEDS.chromium.find(), NEEDS.postgres.find(), NEEDS.redis.find()]
  if (chromium && postgres && redis) return { chromium, postgres, redis }
  throw new Problem('Chromium, PostgreSQL or Redis was installed but is not where it should be.')
}
