import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installFolder } from './packages.mjs'
import { Problem, say } from './run.mjs'

const FOLDER = join(import.meta.dirname, '../tools/node24')
const WANTED = 24

/**
 * Path of a Node that runs Tacet: this one where it is new enough, else the one that comes as an npm package.
 * Installs that package on first use.
 * @returns {Promise<string>}
 */
export async function node24() {
  if (Number.parseInt(process.versions.node, 10) >= WANTED) return process.execPath
  const brought = join(FOLDER, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  if (!existsSync(brought)) {
    say(`Bringing Node ${WANTED} along (this machine has ${process.versions.node}) …`)
    await installFolder(process.execPath, FOLDER)
  }
  if (existsSync(brought)) return brought
  throw new Problem(
    `Tacet needs Node ${WANTED} or newer, and there is no package of it for ${process.platform} ${process.arch}: install it from https://nodejs.org, then start again.`,
  )
}
