import type { DeviceChain } from '@tacet/protocol/device'
import { hashText } from '@tacet/protocol/verified/hash'
import { z } from 'zod/mini'

const Offer = z.object({ dl: z.object({ head: z.string() }) })

/** The head of the caller's own list that an offer names (DL-7); null where it names none. */
export function offeredHead(m: string): string | null {
  try {
    return Offer.parse(JSON.parse(m)).dl.head
  } catch {
    return null
  }
}

/** Whether the chain's last entry is the one with this hash (DL-2). */
export async function endsWith(chain: DeviceChain, head: string | null): Promise<boolean> {
  const last = chain.at(-1)
  return last !== undefined && head !== null && (await hashText(last.m)) === head
}
