import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
/** Lies beside the project, so that links to installed packages are possible. */
const CACHE = join(ROOT, '.cache')
/** What a clone does not hold, or what its first start makes. */
const LEFT_OUT = new Set(['.git', '.cache', '.data', 'node_modules', 'test-results', 'screenshots'])
/** What a first start installs. Nobody writes to it, so links are as good as copies. */
const INSTALLED = ['node_modules', 'tools/node24/node_modules']

/** Copies the project, with its packages and its built web app, to a new folder that the caller removes. */
export function copyProject(name: string): string {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, `${name}-`))
  const filter = (path: string) =>
    !LEFT_OUT.has(basename(path)) && (basename(path) !== 'dist' || path.endsWith('web/dist'))
  for (const entry of readdirSync(ROOT).filter(one => !LEFT_OUT.has(one))) {
    cpSync(join(ROOT, entry), join(folder, entry), { recursive: true, filter })
  }
  for (const installed of INSTALLED) {
    execFileSync('cp', ['--archive', '--link', join(ROOT, installed), join(folder, installed)])
  }
  return folder
}
