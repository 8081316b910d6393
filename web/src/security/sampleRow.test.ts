import { CallRow } from '@tacet/protocol/history'
import { describe, expect, it } from 'vitest'
import { COLUMNS, SAMPLE_ROW } from './sampleRow.ts'

describe('the row that /security shows', () => {
  it('[P-10] has the eight fields of a stored call and no others', () => {
    const fields = Object.keys(CallRow.shape)
    expect(fields).toHaveLength(8)
    expect(Object.keys(COLUMNS)).toEqual(fields)
    expect(Object.keys(SAMPLE_ROW)).toEqual(fields)
  })
})
