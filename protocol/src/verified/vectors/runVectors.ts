import { runFlows, runNegatives } from './flowVectors.ts'
import { Tally } from './Tally.ts'
import type { Vectors } from './Vectors.ts'
import { runCanonical, runCertificates, runKeys, runLists, runSafetyNumbers, runSas } from './valueVectors.ts'

/** Runs all test vectors of vcall/1 wherever there is WebCrypto: in Node and in browsers. */
export async function runVectors(vectors: Vectors): Promise<{
  readonly passed: number
  readonly failed: readonly string[]
  readonly groups: Readonly<Record<string, number>>
}> {
  const tally = new Tally()
  const groups = [
    runKeys,
    runCanonical,
    runLists,
    runCertificates,
    runSas,
    runSafetyNumbers,
    runFlows,
    runNegatives,
  ]
  for (const run of groups) await run(tally, vectors)
  const passed = Object.values(tally.passed).reduce((sum, count) => sum + count, 0)
  return { passed, failed: tally.failed, groups: tally.passed }
}
