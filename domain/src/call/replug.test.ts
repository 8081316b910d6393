import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceToUse, type Plugged, replug } from './replug.ts'

const plugged = (present: string[], systemDefault: string | null = present[0] ?? null): Plugged => ({
  present,
  systemDefault,
})

describe('devices that come and go during a call', () => {
  it('[CALL-20] follow the system for somebody who never chose', () => {
    expect(replug(null, plugged(['laptop']), plugged(['headset', 'laptop']))).toBe('moved')
    expect(replug(null, plugged(['headset', 'laptop']), plugged(['laptop']))).toBe('removed')
    expect(replug(null, plugged(['laptop']), plugged(['laptop', 'headset']))).toBe('stay')
  })

  it('[CALL-20] keep a choice, let another stand in for it, and come back to it', () => {
    const both = plugged(['laptop', 'headset'])
    expect(replug('headset', both, plugged(['laptop']))).toBe('removed')
    expect(replug('headset', plugged(['laptop']), both)).toBe('returned')
    expect(replug('laptop', plugged(['laptop']), plugged(['headset', 'laptop']))).toBe('stay')
  })

  it('[CALL-20] say that the last one is gone', () => {
    expect(replug(null, plugged(['laptop']), plugged([]))).toBe('removed')
    expect(replug('laptop', plugged(['laptop']), plugged([]))).toBe('removed')
  })

  it('[CALL-20] change nothing when the browser only begins to tell what there is', () => {
    expect(replug(null, plugged([]), plugged(['laptop', 'headset']))).toBe('stay')
  })

  it('[CALL-20] change over only to another device, and never away from a choice that is there', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    const choices = fc.option(fc.constantFrom('a', 'b', 'c', 'd'))
    fc.assert(
      fc.property(choices, ids, ids, (choice, before, after) => {
        const [was, is] = [plugged(before), plugged(after)]
        const same = deviceToUse(choice, was) === deviceToUse(choice, is)
        if (same) expect(replug(choice, was, is)).toBe('stay')
        if (choice !== null && before.includes(choice) && after.includes(choice))
          expect(replug(choice, was, is)).toBe('stay')
      }),
    )
  })
})
