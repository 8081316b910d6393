import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { BrowserContext } from '@playwright/test'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** As the product's server has it: no text becomes code, which spares its parsers no work. */
const POLICY = { 'content-security-policy': "script-src 'self'" }

/** Pages of this browser get what lies in `folder` instead of what `origin` has; all else comes from there as before. */
export async function serveFolder(context: BrowserContext, origin: string, folder: string): Promise<void> {
  // A page that came from nowhere has to ask before it may reach this machine. Naming one permission denies the others.
  await context.grantPermissions(['local-network-access', 'camera', 'microphone'], { origin })
  await context.route(`${origin}/**`, async route => {
    const { pathname } = new URL(route.request().url())
    const file = join(folder, extname(pathname) === '' ? 'index.html' : pathname)
    const type = TYPES[extname(file)]
    if (pathname.startsWith('/api/') || !type || !existsSync(file)) return route.fallback()
    await route.fulfill({ body: readFileSync(file), contentType: type, headers: POLICY })
  })
}
