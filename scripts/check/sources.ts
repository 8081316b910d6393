import { listFiles, readText } from './files.ts'
import { ROOT, type Step } from './step.ts'

const MAX_LINES = 400
/** Fewer characters than this are no reason. */
const MIN_REASON = 12

const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/')

interface LineRule {
  readonly says: string
  readonly applies: (file: string) => boolean
  readonly breaks: (line: string, before: string) => boolean
}

const lacksReason = (line: string, way: RegExp) => {
  const found = way.exec(line)
  return found !== null && line.slice(found.index + found[0].length).trim().length < MIN_REASON
}

const LINE_RULES: readonly LineRule[] = [
  {
    says: 'the type checker is switched off: mend the type instead',
    applies: () => true,
    breaks: line => /@ts-(ignore|nocheck)\b/.test(line),
  },
  {
    says: 'an expected type error needs its reason in the same line',
    applies: () => true,
    breaks: line => lacksReason(line, /@ts[-]expect-error:?/),
  },
  {
    says: 'a lint rule that is switched off needs its reason in the same line',
    applies: () => true,
    breaks: line => lacksReason(line, /biome-ignore\S*\s+[\w/]+:?/),
  },
  {
    says: 'a cast through unknown needs a comment that says why it holds',
    applies: file => !isTest(file),
    breaks: (line, before) => /\bas unknown as\b/.test(line) && !/\/\/|\*/.test(line + before),
  },
  {
    says: 'a test is skipped or runs alone',
    applies: isTest,
    breaks: line => /\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fixme|skipIf|runIf)\b/.test(line),
  },
  {
    says: 'a test sleeps: wait for a fact instead',
    applies: isTest,
    breaks: line =>
      /\bwaitForTimeout\b|\bsetTimeout\((resolve|done|settle|r)\b|\btimers\/promises\b|\bsleep\(/.test(line),
  },
  {
    says: 'unfinished work is an issue, not a comment',
    applies: () => true,
    breaks: line => /(\/\/|\*|#)\s*(TODO|FIXME|XXX|HACK)\b/.test(line),
  },
]

/** Everything that a look at single lines and at the length of files finds, in the sources below `root`. */
export function findSourceFaults(root: string): string[] {
  const found: string[] = []
  for (const file of listFiles(/\.(tsx?|mjs|css)$/, root)) {
    const lines = readText(file, root).split('\n')
    if (lines.length - 1 > MAX_LINES) {
      found.push(`${file}: ${lines.length - 1} lines, ${MAX_LINES} are the most`)
    }
    if (/(^|\/)src\/(.+\/)?index\.tsx?$/.test(file)) found.push(`${file}: a barrel, import the file itself`)
    const rules = LINE_RULES.filter(rule => rule.applies(file))
    lines.forEach((line, at) => {
      for (const rule of rules) {
        if (rule.breaks(line, lines[at - 1] ?? '')) found.push(`${file}:${at + 1}: ${rule.says}`)
      }
    })
  }
  return found
}

export const sources: Step = {
  name: 'escapes and lengths',
  async find() {
    return findSourceFaults(ROOT)
  },
}
