import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { listFiles, readJson, readText } from './files.ts'
import { ROOT, type Step } from './step.ts'

const EXPECTED = ['README.md', 'ARCHITECTURE.md', 'SPEC.md', 'PRIVACY.md', 'CHANGES.md', 'LICENSE']
/** Folders of somebody's machine: nothing that is published may name one. */
const SOMEBODYS_FOLDER = /(^|[\s`'"(=])(\/(home|root|work|workspace|Users|builds)\/[\w./-]+)/g
const REGISTRY_HOST = /\bhttps?:\/\/[\w.-]*\b(registry|npmjs|goproxy|mirror)\b[\w.-]*/gi
/** The rules that the name of a test gives: `[CALL-9]`, `[CALL-2, 6, SHARE-1]`. */
const RULES = /\[([A-Z]+-\d+(?:, ?(?:[A-Z]+-)?\d+)*)\]/g

const outside = (path: string, root: string) => {
  const way = relative(root, path)
  return way.startsWith('..') || isAbsolute(way)
}

function findDeadLinks(file: string, text: string, root: string): string[] {
  const found: string[] = []
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^([a-z]+:|#)/.test(target)) continue
    const path = resolve(root, dirname(file), decodeURI(target.split('#')[0] ?? ''))
    if (!outside(path, root) && !existsSync(path)) found.push(`${file}: ${target} leads nowhere`)
  }
  return found
}

function findUnknownScripts(file: string, text: string, scripts: Record<string, string>): string[] {
  return [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)]
    .filter(([whole, name = '']) => whole.includes('run') || name === 'start' || name === 'test')
    .filter(([, name = '']) => !(name in scripts))
    .map(([whole]) => `${file}: there is no "${whole}"`)
}

function expandRules(list: string): string[] {
  let family = ''
  return list.split(/, ?/).map(rule => {
    family = /^[A-Z]+-/.exec(rule)?.[0] ?? family
    return rule.startsWith(family) ? rule : `${family}${rule}`
  })
}

/** Rule numbers in the names of tests that SPEC.md does not know. */
function findUnknownRules(root: string): string[] {
  if (!existsSync(join(root, 'SPEC.md'))) return []
  const known = new Set(readText('SPEC.md', root).match(/\b[A-Z]+-\d+\b/g))
  return listFiles(/\.(test|spec)\.tsx?$/, root).flatMap(file => {
    const named = [...readText(file, root).matchAll(RULES)].flatMap(([, rules = '']) => expandRules(rules))
    return [...new Set(named)]
      .filter(rule => !known.has(rule))
      .map(rule => `${file}: ${rule} is not in SPEC.md`)
  })
}

/** Everything in the documents below `root` that is not true of the project, or that is not its own. */
export function findDocumentFaults(root: string): string[] {
  const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json', root)
  const found = EXPECTED.filter(file => !existsSync(join(root, file))).map(file => `${file} is missing`)
  for (const file of listFiles(/\.md$/, root)) {
    const text = readText(file, root)
    found.push(...findDeadLinks(file, text, root), ...findUnknownScripts(file, text, scripts))
    for (const [, , path] of text.matchAll(/(^|[\s`(])((?:\.\.\/)+[\w./-]+)/g)) {
      if (outside(resolve(root, dirname(file), path ?? ''), root)) found.push(`${file}: ${path} is not ours`)
    }
  }
  for (const file of listFiles(/\.(md|tsx?|mjs|json|ya?ml|css|html|sh|toml|patch)$|(^|\/)run$/, root)) {
    const text = readText(file, root)
    for (const [, , path] of text.matchAll(SOMEBODYS_FOLDER)) {
      found.push(`${file}: ${path} is a folder of somebody's machine`)
    }
    for (const [host] of text.matchAll(REGISTRY_HOST)) found.push(`${file}: names ${host}`)
  }
  return [...found, ...findUnknownRules(root)]
}

export const documents: Step = {
  name: 'documents',
  async find() {
    return findDocumentFaults(ROOT)
  },
}
