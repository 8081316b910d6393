import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hueOf, initials } from './initials.ts'

describe('initials', () => {
  it.each([
    ['Anna Keller', 'AK'],
    ['Noor 🌻', 'N'],
    ['محمد الحداد', 'مح'],
    ['Jean-Baptiste de la Rochefoucauld-Montbrun', 'JR'],
    ['ölaf', 'Ö'],
    ['🌻', '🌻'],
    ['👩‍🚀 👩‍🚀', '👩‍🚀'],
    ['李小龍', '李'],
    ['  ', ''],
  ])('of %s are %s', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })

  it('stay short, whatever somebody is called', () => {
    const count = (text: string) => [...new Intl.Segmenter().segment(text)].length
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), name => count(initials(name)) <= 4))
  })
})

describe('the hue of a person', () => {
  it('is a whole number of degrees on the circle', () => {
    fc.assert(
      fc.property(fc.string(), id => {
        const hue = hueOf(id)
        return Number.isInteger(hue) && hue >= 0 && hue < 360
      }),
    )
  })

  it('differs between people', () => {
    expect(hueOf('AAAAAAAAAAAAAAAAAAAAAA')).not.toBe(hueOf('AAAAAAAAAAAAAAAAAAAAAQ'))
  })
})
