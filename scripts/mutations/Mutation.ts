import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** One patch that takes one defence away, and the test that must notice. */
export interface Mutation {
  readonly name: string
  readonly patch: string
  /** Full or last part of the test's name. */
  readonly test: string
  /** The test's file, from the root of the project. */
  readonly file: string
}

/** Reads a patch; its first lines say `# test: …` and `# file: …`. */
export function readMutation(patch: string): Mutation {
  const text = readFileSync(patch, 'utf8')
  const [test, file] = ['test', 'file'].map(key => new RegExp(`^# ${key}: (.+)$`, 'm').exec(text)?.[1])
  if (!test || !file) throw new Error(`${patch} does not say which test of which file must go red`)
  return { name: basename(patch, '.patch'), patch, test, file }
}
