import { runChecks } from './run.ts'

const { passed, failed } = await runChecks(process.argv[2])
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
