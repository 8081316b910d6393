import { describe, expect, it } from 'vitest'
import { writeTable } from './Quantity.ts'

describe('the table', () => {
  it('tells of each quantity how many samples, their middle, their tail and whether the median reaches its mark', () => {
    const table = writeTable({
      cpu: { what: 'added CPU', unit: 'ms', reach: 5, samples: [1, 2, 9] },
      start: { what: 'start', unit: 'ms', reach: 3000, samples: [4000] },
      slow: { what: 'slowest', unit: 'ms', reach: 8, judged: 'most', samples: [1, 1, 9] },
      fps: { what: 'pictures', unit: 'fps', reach: 10, least: true, samples: [11] },
      size: { what: 'size', unit: 'KB', reach: null, samples: [200.4] },
    })
    expect(table.split('\n').map(line => line.trim().split(/ {2,}/))).toEqual([
      ['n', 'median', 'p95', 'unit', 'reach'],
      ['added CPU', '3', '2.00', '8.30', 'ms', '≤ 5: reached'],
      ['start', '1', '4000', '4000', 'ms', '≤ 3000: MISSED'],
      ['slowest', '3', '1.00', '8.20', 'ms', 'most ≤ 8: MISSED'],
      ['pictures', '1', '11.00', '11.00', 'fps', '≥ 10: reached'],
      ['size', '1', '200', '200', 'KB'],
    ])
  })
})
