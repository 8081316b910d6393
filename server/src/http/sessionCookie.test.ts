import { describe, expect, it } from 'vitest'
import { sessionCookie } from './sessionCookie.ts'

const TOKEN = 'A'.repeat(43)

describe('the session’s cookie', () => {
  it('[SEC-7] can be set by this host over https alone, and is sent by its own pages alone', () => {
    const cookie = sessionCookie(true)
    expect(cookie.write(TOKEN)).toBe(
      `__Host-tacet=${TOKEN}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict; Secure`,
    )
    expect(cookie.read(`tacet=${'B'.repeat(43)}; __Host-tacet=${TOKEN}`)).toBe(TOKEN)
    expect(cookie.read(`tacet=${TOKEN}`)).toBeNull()
  })

  it('goes by a plain name over http on this machine', () => {
    const cookie = sessionCookie(false)
    expect(cookie.write(null)).toBe('tacet=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict')
    expect(cookie.read(`a=b; tacet=${TOKEN}; c=d`)).toBe(TOKEN)
  })

  it.each([undefined, '', 'tacet', 'tacet=', `tacet=${TOKEN}x`, "tacet=' or '1'='1", `xtacet=${TOKEN}`])(
    'is nobody’s when it looks like this: %s',
    header => expect(sessionCookie(false).read(header)).toBeNull(),
  )
})
