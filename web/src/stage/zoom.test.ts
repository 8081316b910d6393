import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toggleFit, zoomBy } from './zoom.ts'

describe('zoom of a share', () => {
  it('[SHARE-3] steps from a fitted picture to the next larger and smaller size', () => {
    expect(zoomBy('fit', 1, 0.68)).toBe(0.75)
    expect(zoomBy('fit', -1, 0.68)).toBe(0.5)
    expect(zoomBy(1, 1, 0.68)).toBe(1.5)
  })

  it('[SHARE-3] switches between fit and 100 %', () => {
    expect(toggleFit('fit')).toBe(1)
    expect(toggleFit(1)).toBe('fit')
    expect(toggleFit(2)).toBe('fit')
  })

  it('stays at the largest and smallest size', () => {
    expect(zoomBy(4, 1, 0.5)).toBe(4)
    expect(zoomBy(0.25, -1, 0.5)).toBe(0.25)
  })

  it('never steps the wrong way', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 8, noNaN: true }), zoom => {
        expect(zoomBy(zoom, 1, zoom)).toBeGreaterThanOrEqual(zoom)
        expect(zoomBy(zoom, -1, zoom)).toBeLessThanOrEqual(zoom)
      }),
    )
  })
})
