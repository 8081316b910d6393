import type { Person } from '../people.ts'
import { until } from '../until.ts'
import { Device, devicesOf, type SignedEntry } from './vcall.ts'

declare global {
  interface Window {
    /** Private signing keys that the page has made, PKCS #8. */
    tacetLeaked: number[][]
  }
}

/** Milliseconds until a new browser has made its keys and shown them to the server. */
const LISTED_WITHIN = 20_000

/** Runs in the page before anything else: a browser that keeps no secret of its signing keys. */
export function leakKeys(): void {
  window.tacetLeaked = []
  const generate = crypto.subtle.generateKey.bind(crypto.subtle) as (...args: unknown[]) => Promise<unknown>
  const leaky = async (algorithm: unknown, _extractable: boolean, usages: unknown) => {
    if (algorithm !== 'Ed25519') return generate(algorithm, false, usages)
    const pair = (await generate(algorithm, true, usages)) as CryptoKeyPair
    const secret = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
    window.tacetLeaked.push([...new Uint8Array(secret)])
    return pair
  }
  crypto.subtle.generateKey = leaky as typeof crypto.subtle.generateKey
}

/** The chain of somebody's own devices, as soon as their browser has begun it. */
export function ownChain({ page, browser }: Person): Promise<SignedEntry[]> {
  const { origin } = new URL(page.url())
  return until('their browser is in their list', LISTED_WITHIN, async () => {
    const answer = await browser.context.request.get(`${origin}/api/devices`)
    const { chain } = (await answer.json()) as { chain: SignedEntry[] }
    return chain.length > 0 ? chain : null
  })
}

/** The device in `chain` that an accomplice's browser is: with it, the server signs as they do. */
export async function leakedDevice({ page }: Person, chain: readonly SignedEntry[]): Promise<Device> {
  const listed = devicesOf(chain).map(({ dev }) => dev)
  const leaked = await page.evaluate(() => window.tacetLeaked)
  const devices = leaked.map(secret => new Device(Uint8Array.from(secret)))
  const found = devices.find(({ dev }) => listed.includes(dev))
  if (!found) throw new Error('their browser has not made its keys where we could see it')
  return found
}
