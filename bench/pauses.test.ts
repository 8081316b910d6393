import { describe, expect, it } from 'vitest'
import { backAfter, longestPause } from './pauses.ts'

describe('pauses between packets', () => {
  it('the longest one is found, with its beginning', () => {
    expect(longestPause([0, 20, 41, 500, 520])).toEqual({ from: 41, length: 459 })
  })

  it('one that was over before does not count, one that lasted on does', () => {
    expect(longestPause([0, 500, 520, 560, 580], 510)).toEqual({ from: 520, length: 40 })
    expect(longestPause([0, 500, 520], 300)).toEqual({ from: 0, length: 500 })
  })

  it('packets are back when the longest pause is over', () => {
    expect(backAfter([0, 20, 60, 1_060, 1_080], 40)).toBe(1_020)
  })

  it('without packets nothing is told', () => {
    expect(() => longestPause([])).toThrow(RangeError)
    expect(() => longestPause([0, 20], 100)).toThrow(RangeError)
  })
})
