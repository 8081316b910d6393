import { describe, expect, it } from 'vitest'
import { chooseLocale, formatTag } from './locale.ts'

describe('the language of the interface', () => {
  it('is the one the person chose', () => {
    expect(chooseLocale('de', ['en-GB', 'de'])).toBe('de')
  })

  it('else is the first of the browser’s languages that we speak', () => {
    expect(chooseLocale(null, ['fr-FR', 'de-AT', 'en'])).toBe('de')
  })

  it('is English where we speak none of them', () => {
    expect(chooseLocale(null, ['fr'])).toBe('en')
    expect(chooseLocale('klingon', [])).toBe('en')
  })
})

describe('dates and numbers', () => {
  it('are written in the reader’s variant of the language', () => {
    expect(formatTag('de', ['en-GB', 'de-CH'])).toBe('de-CH')
    expect(formatTag('en', ['de-DE'])).toBe('en')
  })
})
