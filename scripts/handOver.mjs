import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { node24 } from './node24.mjs'
import { installPackages } from './packages.mjs'

const ROOT = join(import.meta.dirname, '..')

/**
 * Goes on with `script` (a path in this folder) under Node 24 and with all packages there, as if it were this process:
 * same arguments, same terminal, same signals, same exit code.
 * @param {string} script
 * @returns {Promise<void>}
 */
export async function handOver(script) {
  const node = await node24()
  await installPackages(node)
  const path = [dirname(node), join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter)
  const child = spawn(node, [join(import.meta.dirname, script), ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, PATH: path },
    stdio: 'inherit',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  process.exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve(code ?? 1))
  })
}
