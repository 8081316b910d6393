import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runNegative } from './flowVectors.ts'
import { runVectors } from './runVectors.ts'
import type { Vectors } from './Vectors.ts'

const vectors = JSON.parse(readFileSync(new URL('vcall1.json', import.meta.url), 'utf8')) as Vectors

describe('test vectors of vcall/1', () => {
  it('all pass, and no group is skipped', async () => {
    const { passed, failed, groups } = await runVectors(vectors)
    expect(failed).toEqual([])
    expect(groups).toEqual({
      keys: 24,
      canonical: 35,
      lists: 19,
      listCases: 22,
      certificates: 6,
      sas: 20,
      emoji: 65,
      safety: 4,
      flows: 106,
      negative: 62,
    })
    expect(passed).toBe(363)
  })

  it.each(vectors.negative)('[$rule] $id is refused as $expect', async negative => {
    expect(await runNegative(vectors, negative)).toBe(negative.expect)
  })
})
