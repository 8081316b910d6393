import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from './base64url.ts'
import { emojiOf } from './emoji.ts'
import { safetyNumber } from './safetyNumber.ts'
import { commitTo, deriveSas } from './sas.ts'

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBase64url)
const transcript = fc.record({ nonceA: bytes32, nonceB: bytes32, offerHash: bytes32, answerHash: bytes32 })
const part = fc.constantFrom(
  'nonceA' as const,
  'nonceB' as const,
  'offerHash' as const,
  'answerHash' as const,
)

describe('the five emoji', () => {
  it('[SAS-3] are equal exactly when both sides saw the same', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, part, bytes32, async (seen, which, other) => {
        fc.pre(seen[which] !== other)
        expect(await deriveSas({ ...seen })).toEqual(await deriveSas(seen))
        expect(await deriveSas({ ...seen, [which]: other })).not.toEqual(await deriveSas(seen))
      }),
    )
  })

  it('[SAS-3] are five of the list, each with its words', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, async seen => {
        const shown = emojiOf(await deriveSas(seen))
        expect(shown).toHaveLength(5)
        for (const { emoji, de, en } of shown) expect(emoji && de && en).toBeTruthy()
      }),
    )
  })

  it('[SAS-1] a commitment is opened by its nonce alone', async () => {
    await fc.assert(
      fc.asyncProperty(bytes32, bytes32, async (nonce, other) => {
        fc.pre(nonce !== other)
        expect(await commitTo(nonce)).not.toBe(await commitTo(other))
        expect(await commitTo(nonce)).not.toBe(nonce)
      }),
    )
  })
})

describe('the safety number', () => {
  const rooted = fc.record({ user: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), root: bytes32 })

  it('[SN-1] is the same for both, and another for every other root or person', async () => {
    await fc.assert(
      fc.asyncProperty(rooted, rooted, bytes32, async (a, b, root) => {
        const number = await safetyNumber(a, b)
        expect(number).toMatch(/^(\d{5} ){11}\d{5}$/)
        expect(await safetyNumber(b, a)).toBe(number)
        expect(await safetyNumber({ ...a, root }, b)).not.toBe(number)
        expect(await safetyNumber({ ...a, user: `${a.user}x` }, b)).not.toBe(number)
      }),
    )
  })
})
