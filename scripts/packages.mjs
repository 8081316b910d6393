import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Problem, run, say } from './run.mjs'

const ROOT = join(import.meta.dirname, '..')

/**
 * Installs exactly what package-lock.json says, with the given Node (an older one would quietly pick other versions).
 * Does nothing where all of it is there already.
 * @param {string} node
 */
export async function installPackages(node) {
  if (isInstalled(ROOT)) return
  say('Installing packages (about a minute the first time) …')
  await installFolder(node, ROOT)
}

/** @param {string} node @param {string} folder */
export async function installFolder(node, folder) {
  await run(node, [npmCli(), 'ci', '--no-fund', '--no-audit'], {
    cwd: folder,
    failure:
      'The packages could not be installed: see above, check the connection to the npm registry, then start again.',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  })
}

/**
 * npm's own record of what it installed says the same as the lockfile. It is written last, so an interrupted
 * installation has none. Optional packages may be missing: most belong to other platforms.
 */
function isInstalled(folder) {
  const record = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '' || entry.optional) return true
    const there = installed[path]
    return there !== undefined && there.version === entry.version && there.integrity === entry.integrity
  })
}

/** The npm that started us, else the one on PATH, as a script that any Node can run. */
function npmCli() {
  const ours = process.env.npm_execpath
  if (ours?.endsWith('npm-cli.js') && existsSync(ours)) return ours
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const npm = join(folder, 'npm')
    if (existsSync(npm) && realpathSync(npm).endsWith('npm-cli.js')) return realpathSync(npm)
  }
  throw new Problem('npm was not found: install Node with npm from https://nodejs.org, then start again.')
}
