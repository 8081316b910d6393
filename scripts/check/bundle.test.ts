import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBundleFaults } from './bundle.ts'

let dist: string

const PAGE = `<!doctype html>
<script type="module" crossorigin src="/assets/index-1.js"></script>
<link rel="modulepreload" crossorigin href="/assets/react-2.js">
<link rel="stylesheet" crossorigin href="/assets/index-3.css">
<link rel="icon" href="/icon.svg">`

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'tacet-bundle-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), PAGE)
  writeFileSync(join(dist, 'assets/index-1.js'), 'import("./livekit-client-4.js")')
  writeFileSync(join(dist, 'assets/react-2.js'), 'export const react = 1')
  writeFileSync(join(dist, 'assets/index-3.css'), 'a { color: red }')
  writeFileSync(join(dist, 'assets/livekit-client-4.js'), 'throw Error("LiveKit")')
})

afterEach(() => rmSync(dist, { recursive: true }))

describe('[PERF-4] the bundle budget', () => {
  it('is content with a small first page that loads the conference client later', () => {
    expect(findBundleFaults(dist)).toEqual([])
  })

  it('reports a first page that is too heavy after compression', () => {
    writeFileSync(join(dist, 'assets/react-2.js'), randomBytes(251 * 1024))
    expect(findBundleFaults(dist)).toEqual([expect.stringContaining('the first page loads')])
  })

  it('reports the conference client in the first page', () => {
    writeFileSync(join(dist, 'assets/index-1.js'), 'throw Error("LiveKit")')
    expect(findBundleFaults(dist)).toEqual([expect.stringContaining('conference client')])
  })

  it('reports a page that loads nothing', () => {
    writeFileSync(join(dist, 'index.html'), '<!doctype html>')
    expect(findBundleFaults(dist)).toEqual([expect.stringContaining('index.html loads nothing')])
  })

  it('reports a web application that is not built', () => {
    expect(findBundleFaults(join(dist, 'nowhere'))).toEqual(['the web application is not built'])
  })
})
