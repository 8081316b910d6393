import fc from 'fast-check'
import { decodeQR } from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { drawQr, type QrDrawing } from './drawQr.ts'

/** Pixels of each module: a camera does not see single ones either. */
const SCALE = 4

/** What a camera would see: the rectangles of the path, dark on light. */
function photograph({ size, path }: QrDrawing) {
  const width = size * SCALE
  const data = new Uint8Array(width * width * 3).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const from = (row * width + Number(x) * SCALE) * 3
      data.fill(0, from, from + Number(run) * SCALE * 3)
    }
  }
  return { width, height: width, data }
}

describe('a drawn QR code', () => {
  it('is read as what was written', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withFragments: true }).filter(url => url.length < 300),
        url => {
          expect(decodeQR(photograph(drawQr(url)))).toBe(url)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('keeps its quiet zone light', () => {
    const { size, path } = drawQr('https://tacet.example/settings/devices#7K3M9P2X4Q8N5T1V')
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, run]) => [
      Number(x),
      Number(y),
      Number(run),
    ])
    for (const [x = 0, y = 0, run = 0] of runs) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4)
      expect(Math.max(x + run, y + 1)).toBeLessThanOrEqual(size - 4)
    }
  })
})
