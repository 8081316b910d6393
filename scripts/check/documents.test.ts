import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDocumentFaults } from './documents.ts'

let root: string

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tacet-documents-'))
  write('package.json', '{ "scripts": { "start": "", "test": "" } }')
  write('README.md', 'Type `npm start`. See [the spec](SPEC.md#calls) and [the web](https://example.org).\n')
  write('SPEC.md', '| CALL-9 | glare becomes one call |\n')
  for (const file of ['ARCHITECTURE.md', 'PRIVACY.md', 'CHANGES.md', 'LICENSE']) write(file, 'Text.\n')
  write('domain/src/glare.test.ts', `it('[CALL-9] glare becomes one call')\n`)
})

afterEach(() => rmSync(root, { recursive: true }))

describe('the look at the documents', () => {
  it('has nothing to say about honest ones', () => {
    expect(findDocumentFaults(root)).toEqual([])
  })

  it.each([
    ['a link that leads nowhere', 'README.md', '[x](docs/x.md)\n', 'docs/x.md leads nowhere'],
    ['a path that leaves the project', 'README.md', 'See `../else/x.md`.\n', '../else/x.md is not ours'],
    ['a command that does not exist', 'README.md', 'Type `npm run fly`.\n', 'no "npm run fly"'],
    ['a folder of some machine', 'server/src/a.ts', `open('/${'home'}/anna/x')\n`, 'somebody'],
    ['a package registry', 'scripts/a.mjs', `get('https://${'registry'}.example.org')\n`, 'names https'],
    [
      'a rule that the spec does not know',
      'domain/a.test.ts',
      `it('[CALL-${9}, 99] x')\n`,
      'CALL-99 is not in',
    ],
  ])('reports %s', (_what, file, text, says) => {
    write(file, text)
    expect(findDocumentFaults(root)).toEqual([expect.stringContaining(says)])
  })

  it('reports a document that is missing', () => {
    rmSync(join(root, 'PRIVACY.md'))
    expect(findDocumentFaults(root)).toEqual(['PRIVACY.md is missing'])
  })
})
