import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The test vectors of vcall/1, as far as they are of use here. They are data, and belong to no room. */
export interface Vectors {
  readonly keys: Readonly<
    Record<
      string,
      { readonly pkcs8: string; readonly dik: string; readonly dhk: string; readonly dev: string }
    >
  >
  readonly lists: Readonly<
    Record<string, { readonly m: string; readonly sig: string; readonly hash: string }>
  >
  readonly flows: Readonly<
    Record<
      string,
      {
        readonly messages: readonly {
          readonly id: string
          readonly from: string
          readonly env: { readonly m: string; readonly sig: string; readonly sdp?: string }
          readonly hash: string
        }[]
        readonly derived: {
          readonly nonceA: string
          readonly commit: string
          readonly sas: readonly number[]
        }
      }
    >
  >
  readonly emoji: readonly { readonly emoji: string; readonly de: string; readonly en: string }[]
}

export const VECTORS_FILE = join(import.meta.dirname, '../../protocol/src/verified/vectors/vcall1.json')

export const readVectors = (): Vectors => JSON.parse(readFileSync(VECTORS_FILE, 'utf8'))

/** [SAS-5] The numbers of emoji, by the words that people read out. */
export function emojiNumbers(words: readonly string[], language: 'de' | 'en'): number[] {
  const { emoji } = readVectors()
  return words.map(word => emoji.findIndex(one => one[language] === word))
}
