import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, say } from './run.mjs'

const ROOT = join(import.meta.dirname, '..')
const WEB = join(ROOT, 'web')
/** Lies inside the build, so that whoever empties or replaces it removes it too. */
const STAMP = join(WEB, 'dist/.sources')

/** Everything that decides what the web app looks like. */
const SOURCES = ['package-lock.json', 'protocol/src', 'domain/src', 'web']
const NO_SOURCES = new Set(['dist', 'node_modules'])

/**
 * Builds the web app into web/dist, unless it was built from exactly these sources.
 * @param {string} node
 */
export async function buildWeb(node) {
  const hash = hashOf(SOURCES.map(path => join(ROOT, path)))
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return
  say('Building the web app …')
  await run(node, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: WEB,
    failure: 'The web app could not be built: see above.',
  })
  writeFileSync(STAMP, hash)
}

/** SHA-256 over names and contents, tests left out. */
function hashOf(paths) {
  const hash = createHash('sha256')
  const add = path => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (!NO_SOURCES.has(name)) add(join(path, name))
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash
        .update(`${path.slice(ROOT.length)}\0`)
        .update(readFileSync(path))
        .update('\0')
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}
