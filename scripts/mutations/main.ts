import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT, runTool } from '../check/step.ts'
import { copyProject } from '../copyProject.ts'
import { runMain, say } from '../run.mjs'
import { type Mutation, readMutation } from './Mutation.ts'

const FOLDER = join(ROOT, 'mutations')

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** The status of one test in the copy of the project: `passed`, `failed`, or `missing`. */
async function statusOf({ file, test }: Mutation, copy: string): Promise<string> {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  await runTool('vitest', ['run', file, '--reporter=json', `--outputFile=${report}`], copy)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return results.find(({ fullName }) => fullName.endsWith(test))?.status ?? 'missing'
}

/** Takes the defence away and puts it back. Answers what is wrong, or null if the test noticed. */
async function tryMutation(mutation: Mutation, copy: string): Promise<string | null> {
  const before = await statusOf(mutation, copy)
  if (before !== 'passed') return `its test is ${before} before anything is changed: ${mutation.test}`
  const applied = await runTool('git', ['apply', mutation.patch], copy)
  if (applied.code !== 0) return `the patch does not fit any more:\n${applied.output.trim()}`
  const after = await statusOf(mutation, copy)
  await runTool('git', ['apply', '--reverse', mutation.patch], copy)
  return after === 'failed' ? null : `its test is ${after} without the defence: ${mutation.test}`
}

await runMain(async () => {
  const pattern = process.argv[2] ?? ''
  const mutations = readdirSync(FOLDER)
    .filter(name => name.endsWith('.patch') && name.includes(pattern))
    .sort()
    .map(name => readMutation(join(FOLDER, name)))
  const copy = copyProject('mutations')
  // The copy lies inside the project, but is no part of its repository: else git would patch nothing in it.
  process.env['GIT_CEILING_DIRECTORIES'] = dirname(copy)
  let failed = 0
  try {
    for (const mutation of mutations) {
      const fault = await tryMutation(mutation, copy)
      say(fault ? `FAILED  ${mutation.name}: ${fault}` : `   red  ${mutation.name}`)
      if (fault) failed += 1
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
  say(`\n${mutations.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 && mutations.length > 0 ? 0 : 1
})
