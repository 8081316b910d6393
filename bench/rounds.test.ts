import { describe, expect, it } from 'vitest'
import { runRounds } from './rounds.ts'

describe('rounds', () => {
  it('measure each variant as often as asked, turn round each time, and leave out the warm-up', async () => {
    const ran: string[] = []
    const given = await runRounds(['a', 'b', 'c'], 4, async variant => ran.push(variant))

    expect(ran.slice(-12).join('')).toBe('abccbaabccba')
    const counted = (['a', 'b', 'c'] as const).flatMap(given)
    expect(counted.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 12 }, (_, at) => ran.length - 11 + at),
    )
  })
})
