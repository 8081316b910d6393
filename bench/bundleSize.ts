import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { BUDGET, listFirstLoad } from '../scripts/check/bundle.ts'
import { listFiles } from '../scripts/check/files.ts'
import { ROOT } from '../scripts/check/step.ts'
import type { Measure, Quantity } from './Quantity.ts'

const DIST = join(ROOT, 'web/dist')

const size = (what: string, files: readonly string[], reach: number | null = null): Quantity => {
  const bytes = files.map(file => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length)
  return { what, unit: 'KB', reach, samples: [bytes.reduce((sum, one) => sum + one, 0) / 1024] }
}

/** Bytes of scripts and styles after compression. */
export const bundleSize: Measure = {
  name: 'bundle',
  what: 'compressed size of the web app (PERF-4)',
  async run() {
    return {
      first: size('first page, gzip', listFirstLoad(DIST), BUDGET / 1024),
      all: size('whole app, gzip', listFiles(/\.(js|css)$/, DIST)),
    }
  },
}
