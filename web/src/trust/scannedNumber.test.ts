import { PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { isSameNumber, NUMBER_FRAGMENT, numberLink } from './scannedNumber.ts'

const anna = PersonId.parse('annaAAAAAAAAAAAAAAAAAA')
const NUMBER = '48213 90572 11846 73025 60917 28450 95631 04782 37169 52084 81326 46790'

describe('a safety number as a link', () => {
  it('opens the page of whoever shows it, and carries the number where no server sees it', () => {
    const link = new URL(numberLink('https://tacet.example', anna, NUMBER))
    expect(link.pathname).toBe(`/people/${anna}`)
    expect(link.search).toBe('')
    expect(link.hash.slice(1)).toMatch(NUMBER_FRAGMENT)
    expect(isSameNumber(link.hash.slice(1), NUMBER)).toBe(true)
  })

  it('differs by a single digit', () => {
    expect(isSameNumber(NUMBER.replaceAll(' ', '').replace(/0$/, '1'), NUMBER)).toBe(false)
  })

  it('is compared with nothing while there is nothing', () => {
    expect(isSameNumber(null, NUMBER)).toBeNull()
    expect(isSameNumber('1'.repeat(60), null)).toBeNull()
  })

  it('is no other fragment', () => {
    for (const text of ['', 'main', '1'.repeat(59), `${'1'.repeat(59)}a`])
      expect(text).not.toMatch(NUMBER_FRAGMENT)
  })
})
