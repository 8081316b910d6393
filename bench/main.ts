import { relative } from 'node:path'
import { worldFolder } from '../e2e/network.ts'
import { ROOT } from '../scripts/check/step.ts'
import { runMain, say } from '../scripts/run.mjs'
import { buildWeb } from '../scripts/web.mjs'
import { answerRaces } from './answerRaces.ts'
import { answerTime } from './answerTime.ts'
import { badLines } from './badLines.ts'
import { bundleSize } from './bundleSize.ts'
import { callSetUp } from './callSetUp.ts'
import { lineBreaks } from './lineBreaks.ts'
import { readOptions } from './options.ts'
import { type Measure, writeTable } from './Quantity.ts'
import { readCircumstances, writeResult } from './results.ts'
import { serverKills } from './serverKills.ts'
import { startTime } from './startTime.ts'
import { upgradeGap } from './upgradeGap.ts'
import { verificationCpu } from './verificationCpu.ts'
import { measureInWorld } from './world.ts'

const MEASURES: readonly Measure[] = [
  bundleSize,
  startTime,
  verificationCpu,
  callSetUp,
  answerTime,
  answerRaces,
  upgradeGap,
  serverKills,
  lineBreaks,
  badLines,
]

const HELP = `npm run bench -- [--only NAME]

${MEASURES.map(({ name, what }) => `  ${name.padEnd(18)}${what}`).join('\n')}

Each measure prints a table and writes bench/results/NAME.json with every sample. Nothing fails on a figure. A machine that
does nothing else gives the best ones.`

await runMain(async () => {
  const names = MEASURES.map(({ name }) => name)
  const request = readOptions(process.argv.slice(2), names)
  if (request.is === 'help') return say(HELP)
  const at = readCircumstances()
  await buildWeb(process.execPath)
  for (const measure of MEASURES) {
    if (request.only !== null && measure.name !== request.only) continue
    if (measure.world && worldFolder() === null) {
      await measureInWorld(measure.name)
      continue
    }
    say(`\n${measure.name}: ${measure.what}`)
    const quantities = await measure.run(say)
    say(writeTable(quantities))
    say(`  → ${relative(ROOT, writeResult(measure, quantities, at))}`)
  }
})
