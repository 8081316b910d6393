import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAtLine, NO_PAUSE, type VideoPause } from './videoPause.ts'

const look = (from: VideoPause, looks: number, available: number | null, sends = true): VideoPause => {
  let now = from
  for (let n = 0; n < looks; n++) now = lookAtLine(now, available, sends)
  return now
}

describe('a picture on a thin line', () => {
  it('is paused once two looks say that the voice has no room', () => {
    expect(look(NO_PAUSE, 1, 50_000).paused).toBe(false)
    expect(look(NO_PAUSE, 2, 50_000).paused).toBe(true)
  })

  it('goes on over one bad look, and where the browser says nothing', () => {
    expect(look(look(look(NO_PAUSE, 1, 50_000), 1, 300_000), 1, 50_000).paused).toBe(false)
    expect(look(NO_PAUSE, 100, null).paused).toBe(false)
  })

  it('is tried again, less often each time that fails, and at last every 80 seconds', () => {
    const pauses: number[] = []
    let now = look(NO_PAUSE, 2, 50_000)
    for (let n = 0; n < 6; n++) {
      let looks = 0
      for (; now.paused; looks++) now = lookAtLine(now, 50_000, true)
      pauses.push(looks)
      now = look(now, 2, 50_000)
    }
    expect(pauses).toEqual([5, 10, 20, 40, 40, 40])
  })

  it('forgets failed tries once one has held for half a minute', () => {
    const failed = look(look(NO_PAUSE, 2, 50_000), 7, 50_000)
    const tried = look(failed, failed.wait, 50_000)
    expect(look(tried, 15, 2_000_000)).toMatchObject({ paused: false, wait: NO_PAUSE.wait })
  })

  it('is no reason to pause where there is none', () => {
    expect(look(NO_PAUSE, 50, 10_000, false).paused).toBe(false)
    expect(look(look(NO_PAUSE, 2, 10_000), 1, 10_000, false).paused).toBe(false)
  })

  it('never stays paused for good, whatever the line does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500_000 }), { maxLength: 60 }), line => {
        let now = NO_PAUSE
        for (const available of line) now = lookAtLine(now, available, true)
        expect(look(now, 40 + 15, 1_000_000).paused).toBe(false)
      }),
    )
  })
})
