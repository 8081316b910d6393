import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

type Encoding = 'br' | 'gzip'

interface Asset {
  readonly type: string
  readonly bytes: Buffer
  readonly etag: string
  /** Its name carries the hash of its bytes: it never changes. */
  readonly immutable: boolean
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

/** The built web app, read once into memory: a request can name nothing that is not in this map. */
export interface Assets {
  /** Text of index.html, or null where the web app has not been built. */
  readonly index: string | null
  /** The file under this path of the URL, in the best encoding that `accepts` allows. */
  find(path: string, accepts: string): Promise<FoundAsset | null>
}

export interface FoundAsset {
  readonly type: string
  readonly body: Buffer
  readonly encoding: Encoding | null
  readonly etag: string
  readonly immutable: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|wasm|manifest)|image\/svg)/
const WORTH_COMPRESSING = 1_024

/** Reads all files of `folder` whose kind a browser may ask for. A folder that does not exist is an app without files. */
export function loadAssets(folder: string): Assets {
  const files = new Map<string, Asset>()
  for (const file of filesOf(folder)) {
    const type = TYPES[extname(file)]
    if (!type) continue
    const bytes = readFileSync(file)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    files.set(path, { type, bytes, etag, immutable: path.startsWith('/assets/'), compressed: new Map() })
  }
  const index = files.get('/index.html')
  files.delete('/index.html')

  return {
    index: index ? index.bytes.toString('utf8') : null,
    async find(path, accepts) {
      const asset = files.get(path)
      if (!asset) return null
      const encoding = encodingFor(asset, accepts)
      const body = encoding ? await compressed(asset, encoding) : asset.bytes
      return { type: asset.type, body, encoding, etag: asset.etag, immutable: asset.immutable }
    },
  }
}

function filesOf(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function encodingFor(asset: Asset, accepts: string): Encoding | null {
  if (!COMPRESSIBLE.test(asset.type) || asset.bytes.length < WORTH_COMPRESSING) return null
  const names = accepts.split(',').map(part => part.split(';')[0]?.trim())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null
}

const compressors: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: bytes => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: bytes => promisify(gzip)(bytes, { level: 9 }),
}

function compressed(asset: Asset, encoding: Encoding): Promise<Buffer> {
  const present = asset.compressed.get(encoding)
  if (present) return present
  const made = compressors[encoding](asset.bytes)
  asset.compressed.set(encoding, made)
  return made
}
