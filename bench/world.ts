import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../scripts/check/step.ts'
import { Problem } from '../scripts/run.mjs'
import { prepareEngine } from '../scripts/test/engine.ts'
import { findWorld } from '../scripts/test/suites.ts'

/** Runs one measure, as a process of its own, in a world whose network may be taken apart (see e2e/world.sh). */
export async function measureInWorld(name: string): Promise<void> {
  const [command, ...way] = findWorld() ?? []
  if (!command) {
    throw new Problem(`${name} needs network namespaces: start it on Linux, as root.`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'tacet-world-'))
  try {
    const engine = await prepareEngine(new AbortController().signal)
    const main = join(import.meta.dirname, 'main.ts')
    const child = spawn(
      command,
      [...way, 'sh', 'e2e/world.sh', folder, process.execPath, main, '--only', name],
      {
        cwd: ROOT,
        env: { ...process.env, TACET_SFU_BIN: engine, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
        stdio: 'inherit',
      },
    )
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (code !== 0) throw new Problem(`${name} could not be measured: see above.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
