import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { listFiles } from './files.ts'

/** PERF-4: bytes to a ringable page, gzip. */
export const BUDGET = 250 * 1024
/** What the conference client calls itself in its own messages: it survives minification. */
const CONFERENCE_CLIENT = /livekit/i

/** The scripts and styles that a page loads before anybody has clicked, as paths below `dist`. */
export function listFirstLoad(dist: string): string[] {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const files: string[] = []
  for (const [tag] of page.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const target = /\b(?:src|href)="\/?([^"]+\.(?:js|css))"/.exec(tag)?.[1]
    if (target && (tag.startsWith('<script') || /rel="(stylesheet|modulepreload)"/.test(tag)))
      files.push(target)
  }
  return files
}

/** What breaks the bundle budget in the built web application at `dist`. */
export function findBundleFaults(dist: string): string[] {
  if (!existsSync(join(dist, 'index.html'))) return ['the web application is not built']
  const files = listFirstLoad(dist)
  if (!files.some(file => file.endsWith('.js')) || !files.some(file => file.endsWith('.css'))) {
    return [`index.html loads ${files.join(', ') || 'nothing'}: a script and a style were expected`]
  }
  const found: string[] = []
  const chunks = listFiles(/\.(js|css)$/, dist).map(file => basename(file))
  let bytes = 0
  for (const file of files) {
    const content = readFileSync(join(dist, file))
    bytes += gzipSync(content, { level: 9 }).length
    // The names of chunks that load later may be there; what they contain may not.
    const code = chunks.reduce((text, name) => text.replaceAll(name, ''), content.toString('utf8'))
    if (CONFERENCE_CLIENT.test(code)) {
      found.push(`${file} contains the conference client, which only a conference may load`)
    }
  }
  if (bytes > BUDGET) {
    found.push(
      `the first page loads ${Math.ceil(bytes / 1024)} KB of ${BUDGET / 1024} KB: ${files.join(', ')}`,
    )
  }
  return found
}
