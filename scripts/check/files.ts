import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './step.ts'

const NOT_OURS = new Set([
  '.cache',
  '.data',
  '.git',
  'coverage',
  'dist',
  'node_modules',
  'screenshots',
  'test-results',
])

/** All files of the project below `root` that people wrote, as paths relative to it, sorted. */
export function listFiles(pattern: RegExp, root: string = ROOT): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) walk(path)
      } else if (entry.isFile()) {
        const name = relative(root, path)
        if (pattern.test(name)) found.push(name)
      }
    }
  }
  walk(root)
  return found.sort()
}

export const readText = (file: string, root: string = ROOT): string => readFileSync(join(root, file), 'utf8')

/** A JSON file of ours or of a package. Its shape is the caller's claim: these are files, not input from outside. */
export const readJson = <T>(file: string, root: string = ROOT): T => JSON.parse(readText(file, root)) as T
