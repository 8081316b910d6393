import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findSourceFaults } from './sources.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tacet-sources-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function faultsOf(file: string, text: string): string[] {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  return findSourceFaults(root)
}

/** Keeps the words that are looked for out of this file, which is looked at like every other. */
const broken = (...parts: string[]) => parts.join('')

describe('the look at the sources', () => {
  it.each([
    ['a plain line', 'export const a = 1\n'],
    ['an explained escape', broken('// @ts-', 'expect-error the library types forget null\na()\n')],
    ['an explained lint escape', broken('// biome-', 'ignore lint/a/b: the order is the meaning\n')],
    ['a cast with a reason', '// The engine says it is one.\nexport const a = b as unknown as C\n'],
  ])('has nothing to say about %s', (_what, text) => {
    expect(faultsOf('web/src/a.ts', text)).toEqual([])
  })

  it.each([
    ['a type checker that is switched off', 'web/src/a.ts', broken('// @ts-', 'ignore\n')],
    ['an expected error without a reason', 'web/src/a.ts', broken('// @ts-', 'expect-error\n')],
    ['a lint escape without a reason', 'web/src/a.ts', broken('// biome-', 'ignore lint/a/b: ok\n')],
    ['a cast through unknown', 'web/src/a.ts', 'export const a = b as unknown as C\n'],
    ['a skipped test', 'web/src/a.test.ts', broken('it.', "skip('a', () => {})\n")],
    ['a test that runs alone', 'e2e/a.spec.ts', broken('test.describe.', "only('a', () => {})\n")],
    ['a sleeping scene', 'e2e/people.ts', broken('await page.waitFor', 'Timeout(100)\n')],
    ['unfinished work', 'web/src/a.css', broken('/* TO', 'DO colours */\n')],
    ['a barrel', 'web/src/ui/index.ts', 'export const a = 1\n'],
    ['a file that is too long', 'web/src/a.ts', '\n'.repeat(401)],
  ])('reports %s', (_what, file, text) => {
    expect(faultsOf(file, text)).toHaveLength(1)
    expect(faultsOf(file, text)[0]).toContain(file)
  })
})
