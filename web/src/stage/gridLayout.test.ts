import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridLayout, tileWidth } from './gridLayout.ts'

const WIDE = 16 / 9

describe('gridLayout', () => {
  it('[CONF-11] shows five people on a wide stage as three above two', () => {
    expect(gridLayout(5, { width: 1356, height: 760 }, 12, WIDE)).toEqual({ cols: 3, rows: 2 })
  })

  it('[CONF-11] stacks two people on a narrow stage and sets them side by side on a wide one', () => {
    expect(gridLayout(2, { width: 390, height: 660 }, 8, 0.9)).toEqual({ cols: 1, rows: 2 })
    expect(gridLayout(2, { width: 1356, height: 760 }, 12, WIDE)).toEqual({ cols: 2, rows: 1 })
  })

  it('gives one column to a box that has not been measured', () => {
    expect(gridLayout(4, { width: 0, height: 0 }, 12, WIDE)).toEqual({ cols: 1, rows: 4 })
  })

  const boxes = fc.record({
    width: fc.integer({ min: 1, max: 4000 }),
    height: fc.integer({ min: 1, max: 3000 }),
  })

  it('[CONF-11] has room for everybody, never an empty row, and no other arrangement has larger tiles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), boxes, fc.constantFrom(0, 8, 12), (count, box, gap) => {
        const best = gridLayout(count, box, gap, WIDE)
        expect(best.cols * best.rows).toBeGreaterThanOrEqual(count)
        expect(best.cols * (best.rows - 1)).toBeLessThan(count)
        for (let cols = 1; cols <= count; cols += 1) {
          const other = { cols, rows: Math.ceil(count / cols) }
          expect(tileWidth(box, other, gap, WIDE)).toBeLessThanOrEqual(tileWidth(box, best, gap, WIDE))
        }
      }),
    )
  })

  it('keeps all tiles inside the box', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), boxes, (count, box) => {
        const layout = gridLayout(count, box, 12, WIDE)
        const width = tileWidth(box, layout, 12, WIDE)
        if (width === 0) return
        expect(layout.cols * width + (layout.cols - 1) * 12).toBeLessThanOrEqual(box.width + 1e-6)
        expect((layout.rows * width) / WIDE + (layout.rows - 1) * 12).toBeLessThanOrEqual(box.height + 1e-6)
      }),
    )
  })
})
