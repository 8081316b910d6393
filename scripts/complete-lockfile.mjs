import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installFolder } from './packages.mjs'
import { runMain, say } from './run.mjs'

/**
 * A registry may offer the native binaries of some platforms only, and npm then leaves the others out of the lockfile
 * that it makes. On such a platform `npm ci` refuses that lockfile. This adds the missing entries from what the
 * packages themselves say: run it after every change of package-lock.json.
 */

const ROOT = join(import.meta.dirname, '..')
const LOCKFILE = join(ROOT, 'package-lock.json')

/** How the names of packages tell their platform. */
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

async function complete() {
  const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'))
  const missing = findMissing(lock.packages)
  if (missing.length === 0) return say('The lockfile is complete.')
  for (const { path, entry } of missing) {
    say(`+ ${path} ${entry.version}`)
    lock.packages[path] = entry
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(LOCKFILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  await installFolder(process.execPath, ROOT)
}

/** Optional dependencies that no entry of the lockfile answers, with the entry that each should have. */
export function findMissing(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev, license }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, parent, name))
      .map(([name, version]) => ({
        path: `node_modules/${name}`,
        entry: { version, ...platformOf(name), ...(dev ? { dev } : {}), license, optional: true },
      })),
  )
}

/** As Node looks for it: beside the parent, then in every folder above. */
function isLocked(packages, parent, name) {
  for (
    let folder = parent;
    ;
    folder = folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$|^[^/]+$/, '')
  ) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function platformOf(name) {
  const words = name.split(/[-/]/)
  const [os, cpu] = [SYSTEMS, PROCESSORS].map(known => known.find(word => words.includes(word)))
  const libc = os === 'linux' && (words.includes('musl') ? 'musl' : 'glibc')
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(os ? { os: [os] } : {}),
  }
}

if (process.argv[1] === import.meta.filename) await runMain(complete)
