import { join } from 'node:path'
import { build } from 'vite'
import { Browser } from './browser.ts'
import { readVectors } from './hostile/vectors.ts'
import { expect, test } from './scene.ts'

interface Outcome {
  readonly passed: number
  readonly failed: readonly string[]
  readonly groups: Readonly<Record<string, number>>
}

declare global {
  interface Window {
    tacetVectors: { readonly runVectors: (vectors: unknown) => Promise<Outcome> }
  }
}

/** Any address that counts as secure: what cryptography browsers have, they have there only. */
const PAGE = 'http://localhost/'
const ENTRY = join(import.meta.dirname, '../protocol/src/verified/vectors/runVectors.ts')

/** The checks as one script for a page. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'tacetVectors' } },
  })
  const [script] = [built].flat().flatMap(one => ('output' in one ? one.output : []))
  if (script?.type !== 'chunk') throw new Error('nothing was built')
  return script.code
}

test('all test vectors of vcall/1 pass in the browser, and every negative one gives its named error', async () => {
  const browser = await Browser.open()
  await browser.page.route(PAGE, route =>
    route.fulfill({ contentType: 'text/html', body: '<title>Vectors</title>' }),
  )
  await browser.page.goto(PAGE)
  await browser.page.addScriptTag({ content: await bundle() })
  const outcome = await browser.page.evaluate(
    vectors => window.tacetVectors.runVectors(vectors),
    readVectors(),
  )
  await browser.close()
  expect(outcome.failed).toEqual([])
  expect(outcome.groups['negative']).toBe(62)
  expect(outcome.passed).toBe(363)
})
