import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadLiveKit } from './LiveKitLink.ts'

const storage = {
  removeItem(this: Record<string, unknown>, key: string) {
    delete this[key]
  },
}

/** What the page of a browser would keep. The library of its log writes to both, where it may. */
let kept: { localStorage: Record<string, string>; document: { cookie: string } }

beforeEach(() => {
  kept = { localStorage: Object.create(storage), document: { cookie: '' } }
  vi.stubGlobal('window', kept)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the client of the conference engine, once it is loaded', () => {
  it('leaves nothing in the browser that tells of a conference', async () => {
    const { getLogger } = await loadLiveKit()
    getLogger('livekit-of-a-later-version')
    expect(kept.localStorage).toEqual({})
    expect(kept.document.cookie).not.toContain('SILENT')
  })

  it('takes away what was left before', async () => {
    kept.localStorage['loglevel:livekit-room'] = 'DEBUG'
    await loadLiveKit()
    expect(kept.localStorage).toEqual({})
  })

  it('writes nothing into the console', async () => {
    const written = (['trace', 'debug', 'log', 'info', 'warn', 'error'] as const).map(method =>
      vi.spyOn(console, method).mockReturnValue(),
    )
    const { getLogger, LoggerNames } = await loadLiveKit()
    for (const name of [...Object.values(LoggerNames), 'livekit-of-a-later-version']) {
      getLogger(name).error('a handle', { room: 'a room' })
      getLogger(name, () => ({ room: 'a room' })).warn('an address')
    }
    for (const method of written) expect(method).not.toHaveBeenCalled()
  })
})
