import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { ROOT } from '../scripts/check/step.ts'

const WEB = join(ROOT, 'web')
const INSIDE = join(import.meta.dirname, 'inside')
const BUILT = join(ROOT, '.cache/bench')

const SIGNED = join(WEB, 'src/call/SignedLegs.ts')
const UNSIGNED = join(INSIDE, 'UnsignedLegs.ts')

/** Puts the stand-in in the place of the signed legs. Fails where the product doesn't import them by this name any more. */
function withoutVerification(): Plugin {
  let replaced = false
  return {
    name: 'without-verification',
    enforce: 'pre',
    async load(id) {
      if (id !== SIGNED) return null
      replaced = true
      return `export { UnsignedLegs as SignedLegs } from ${JSON.stringify(UNSIGNED)}`
    },
    buildEnd() {
      if (!replaced) this.error('the product imports no SignedLegs any more: the stand-in stands for nothing')
    },
  }
}

async function buildInto(folder: string, root: string, plugins: Plugin[]): Promise<string> {
  const outDir = join(BUILT, folder)
  await build({
    root,
    configFile: join(WEB, 'vite.config.ts'),
    logLevel: 'error',
    plugins,
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

/** The web app as it is, but for verification. Answers the folder. */
export const buildStubbedApp = (): Promise<string> => buildInto('stubbed', WEB, [withoutVerification()])

/** The page that does call set-ups alone. Answers the folder. */
export const buildSetUps = (): Promise<string> => buildInto('set-ups', INSIDE, [])
