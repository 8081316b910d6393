/** Longest time a browser keeps the cookie; what counts is the session in the database. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60

/** The cookie that carries the session's token. */
export interface SessionCookie {
  /** True where browsers come by https. */
  readonly secure: boolean
  /** Its value in a request's `Cookie` header, or null. */
  read(header: string | undefined): string | null
  /** `Set-Cookie` header that gives the browser this token, or takes it away. */
  write(token: string | null): string
}

/** With https the `__Host-` prefix makes browsers refuse a cookie that another host or an unencrypted page set. */
export function sessionCookie(https: boolean): SessionCookie {
  const name = https ? '__Host-tacet' : 'tacet'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`
  return {
    secure: https,
    read(header) {
      for (const part of (header ?? '').split(';')) {
        const [key, value] = part.trim().split('=', 2)
        if (key === name && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value
      }
      return null
    },
    write: token => `${name}=${token ?? ''}; Max-Age=${token === null ? 0 : MAX_AGE_SECONDS}; ${attributes}`,
  }
}
