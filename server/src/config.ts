import { resolve } from 'node:path'
import { z } from 'zod/mini'

/** Everything an operator can set. The environment is read here, once, and nowhere else. */
export interface Config {
  /** The one address under which browsers know this server, such as `https://tacet.example.org`. */
  readonly origin: string
  /** True on http://localhost: pages of `*.localhost` on the same port are ours too. */
  readonly loopback: boolean
  readonly bind: string
  readonly port: number
  readonly dataFolder: string
  /** Address that the media engine announces; null: it finds one itself. */
  readonly nodeIp: string | null
  /** Addresses or networks of proxies whose `X-Forwarded-For` counts. */
  readonly trustProxy: readonly string[]
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly sfuBinary: string | null
  readonly sfuUrl: string | null
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly smtpUrl: string | null
  /** An organization with three people to try things out with. Only on loopback. */
  readonly demo: boolean
}

/** One sentence for the operator: which variable, what is wrong, the way out. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

const url = (...protocols: string[]) =>
  z.string().check(
    z.refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `must be a URL that begins with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`,
    }),
  )

const origin = z.string().check(
  z.refine(
    text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text,
    {
      error: 'must be one web address without a path, such as https://tacet.example.org',
    },
  ),
)
const address = z.string().check(
  z.regex(/^[\da-fA-F.:]+(?:\/\d{1,3})?$/, {
    error: 'must be an IP address, such as 127.0.0.1 or 0.0.0.0',
  }),
)
const port = z
  .pipe(
    z.string().check(z.regex(/^\d{1,5}$/, { error: 'must be a number from 0 to 65535, such as 8080' })),
    z.transform(Number),
  )
  .check(z.lte(65_535, { error: 'must be a number from 0 to 65535, such as 8080' }))
const path = z.string().check(z.minLength(1))

const Environment = z.object({
  TACET_ORIGIN: z.optional(origin),
  TACET_BIND: z._default(address, '127.0.0.1'),
  TACET_PORT: z._default(port, 8080),
  TACET_DATA: z._default(path, '.data'),
  TACET_NODE_IP: z.optional(address),
  TACET_TRUST_PROXY: z.optional(z.string()),
  TACET_TLS_CERT: z.optional(path),
  TACET_TLS_KEY: z.optional(path),
  TACET_SFU_BIN: z.optional(path),
  TACET_SFU_URL: z.optional(url('http:', 'https:', 'ws:', 'wss:')),
  TACET_DEMO: z.optional(z.enum(['0', '1'], { error: 'must be 1 or 0' })),
  DATABASE_URL: z.optional(url('postgres:', 'postgresql:')),
  REDIS_URL: z.optional(url('redis:', 'rediss:')),
  SMTP_URL: z.optional(url('smtp:', 'smtps:')),
})
type Environment = z.infer<typeof Environment>

const isLoopback = (bind: string) => /^127(?:\.\d{1,3}){3}$/.test(bind) || bind === '::1'

/** Reads the environment. Variables that are set to nothing count as not set. Throws ConfigError. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0])
    // The value itself may hold a password.
    throw new ConfigError(`${name} ${issue?.message}. Correct it or leave it out.`)
  }
  const e = parsed.data
  const tls = parseTls(e)
  const publicOrigin = e.TACET_ORIGIN ?? `${tls ? 'https' : 'http'}://localhost:${e.TACET_PORT}`
  if (tls && !publicOrigin.startsWith('https:')) {
    throw new ConfigError(`TACET_ORIGIN must begin with https:// because TACET_TLS_CERT is set.`)
  }
  const demo = e.TACET_DEMO === '1'
  if (demo && !isLoopback(e.TACET_BIND)) {
    throw new ConfigError(
      'TACET_DEMO works on this machine alone: leave out TACET_BIND or set it to 127.0.0.1, or start without the demo.',
    )
  }
  return {
    origin: publicOrigin,
    loopback: isLoopback(e.TACET_BIND) && /^http:\/\/localhost(?::\d+)?$/.test(publicOrigin),
    bind: e.TACET_BIND,
    port: e.TACET_PORT,
    dataFolder: resolve(e.TACET_DATA),
    nodeIp: e.TACET_NODE_IP ?? null,
    trustProxy: parseProxies(e.TACET_TRUST_PROXY),
    tls,
    sfuBinary: e.TACET_SFU_BIN ?? null,
    sfuUrl: e.TACET_SFU_URL ?? null,
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    demo,
  }
}

function parseTls(e: Environment): Config['tls'] {
  if (e.TACET_TLS_CERT && e.TACET_TLS_KEY) return { cert: e.TACET_TLS_CERT, key: e.TACET_TLS_KEY }
  if (e.TACET_TLS_CERT)
    throw new ConfigError('TACET_TLS_KEY is missing: TACET_TLS_CERT needs its private key.')
  if (e.TACET_TLS_KEY)
    throw new ConfigError('TACET_TLS_CERT is missing: TACET_TLS_KEY needs its certificate.')
  return null
}

function parseProxies(text: string | undefined): readonly string[] {
  const proxies = (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  if (proxies.some(proxy => !address.safeParse(proxy).success)) {
    throw new ConfigError(
      'TACET_TRUST_PROXY must be a list of IP addresses or networks, such as 127.0.0.1,10.0.0.0/8. Correct it or leave it out.',
    )
  }
  return proxies
}
