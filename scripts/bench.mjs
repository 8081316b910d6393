import { handOver } from './handOver.mjs'
import { runMain } from './run.mjs'

await runMain(() => handOver('../bench/main.ts'))
