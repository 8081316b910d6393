import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, readText } from './files.ts'
import { ROOT, type Step } from './step.ts'

interface Manifest {
  readonly name: string
  readonly workspaces?: readonly string[]
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

interface LockEntry extends Partial<Manifest> {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly optional?: boolean
  readonly license?: string
}

interface Lock {
  readonly packages: Record<string, LockEntry>
}

interface Floor {
  readonly package: string
  /** The first good version of every line that has one. */
  readonly atLeast: readonly string[]
  readonly because: string
}

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const
/** Folders with a lockfile of their own. */
const LOCKED = ['.', 'tools/node24']

/**
 * Licences whose works may be distributed together with Apache-2.0 code. Tools that never leave the
 * developer's machine may also be under the licences of `TOOLS_ONLY`.
 */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
])
const TOOLS_ONLY = new Set(['MPL-2.0', 'Python-2.0'])
/** Packages whose manifest does not say it in today's form; read by hand. */
const READ_BY_HAND: Record<string, string> = { 'xmlhttprequest-ssl': 'MIT' }

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

const locks = (root: string) =>
  LOCKED.filter(folder => existsSync(join(root, folder, 'package-lock.json'))).map(folder => ({
    file: join(folder, 'package-lock.json'),
    folder,
    packages: readJson<Lock>(join(folder, 'package-lock.json'), root).packages,
  }))

/** Every package of other people in every lockfile. */
const foreign = (root: string) =>
  locks(root).flatMap(({ file, packages }) =>
    Object.entries(packages)
      .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
      .map(([path, entry]) => ({ file, name: nameOf(path), entry })),
  )

function findUnpinned(root: string): string[] {
  const found: string[] = []
  for (const { file, folder, packages } of locks(root)) {
    const manifest = readJson<Manifest>(join(folder, 'package.json'), root)
    for (const workspace of ['', ...(manifest.workspaces ?? [])]) {
      const path = join(folder, workspace, 'package.json')
      const own = readJson<Manifest>(path, root)
      for (const kind of KINDS) {
        for (const [name, version] of Object.entries(own[kind] ?? {})) {
          if (!EXACT.test(version)) found.push(`${path}: ${name} ${version} is not an exact version`)
          if (packages[workspace]?.[kind]?.[name] !== version) {
            found.push(`${file}: knows another ${name} than ${path}`)
          }
        }
      }
    }
  }
  return found
}

function findLockFaults(root: string): string[] {
  const found: string[] = []
  for (const { file, packages } of locks(root)) {
    const names = new Set(Object.keys(packages).map(nameOf))
    for (const [path, entry] of Object.entries(packages)) {
      if (!path.includes('node_modules/') || entry.link) continue
      if (/^[a-z+]+:/.test(entry.resolved ?? '')) found.push(`${file}: ${path} names the host it came from`)
      for (const optional of Object.keys(entry.optionalDependencies ?? {})) {
        if (!names.has(optional)) found.push(`${file}: lacks ${optional}, which ${path} needs elsewhere`)
      }
    }
  }
  return found
}

const numbers = (version: string) => version.replace(/^v/, '').split(/[.+-]/, 3).map(Number)

function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}

/** True if `version` is older than the first good version of its own line, or of the newest line known to be bad. */
export function isBelow(version: string, atLeast: readonly string[]): boolean {
  const line = atLeast.find(floor => numbers(floor)[0] === numbers(version)[0]) ?? atLeast.at(-1)
  return line !== undefined && isOlder(version, line)
}

function findBelowFloor(root: string): string[] {
  const floors = readJson<Record<'npm' | 'go', readonly Floor[]>>('floors.json', import.meta.dirname)
  const used = foreign(root).map(({ name, entry }) => ({ name, version: entry.version ?? '' }))
  const engine = existsSync(join(root, 'engine/go.mod')) ? readText('engine/go.mod', root) : ''
  const modules = [...engine.matchAll(/^\s*(?:require )?(\S+\.\S+\/\S+) (v\S+)/gm)].map(
    ([, name = '', version = '']) => ({ name, version }),
  )
  return [...floors.npm, ...floors.go].flatMap(floor =>
    [...used, ...modules]
      .filter(({ name, version }) => name === floor.package && isBelow(version, floor.atLeast))
      .map(
        ({ name, version }) => `${name} ${version} is below ${floor.atLeast.join(' / ')}: ${floor.because}`,
      ),
  )
}

/** Whether one SPDX expression lets the work be used here. Of alternatives one is enough, of a conjunction all count. */
export function isCompatible(licence: string, allowed: (name: string) => boolean): boolean {
  const plain = licence.replace(/[()]/g, '')
  if (plain.includes(' OR ')) return plain.split(' OR ').some(part => isCompatible(part, allowed))
  return plain.split(' AND ').every(part => allowed(part.trim()))
}

function findForeignLicences(root: string): string[] {
  return foreign(root)
    .filter(({ name, entry }) => {
      const licence = entry.license ?? READ_BY_HAND[name] ?? 'no licence'
      return !isCompatible(licence, one => COMPATIBLE.has(one) || (entry.dev === true && TOOLS_ONLY.has(one)))
    })
    .map(({ file, name, entry }) => `${file}: ${name} is under ${entry.license ?? 'no licence'}`)
}

export const pinned: Step = {
  name: 'exact versions',
  async find() {
    return [...findUnpinned(ROOT), ...findLockFaults(ROOT)]
  },
}

export const floors: Step = {
  name: 'known holes',
  async find() {
    return findBelowFloor(ROOT)
  },
}

export const licences: Step = {
  name: 'licences',
  async find() {
    return findForeignLicences(ROOT)
  },
}
