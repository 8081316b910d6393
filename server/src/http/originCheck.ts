/** Which pages may change things here: exactly our own (SEC-7). */
export interface OriginCheck {
  /** `origin` is the header as it came; absent and `null` are nobody's. */
  allows(origin: string | undefined): boolean
}

/**
 * Allows `origin` itself; with `loopback` also `http://<name>.localhost` on the same port, so that one browser can
 * hold several people apart while trying things out.
 */
export function originCheck(origin: string, loopback: boolean): OriginCheck {
  const own = new URL(origin)
  return {
    allows(asked) {
      if (asked === undefined) return false
      if (asked === own.origin) return true
      if (!loopback || !URL.canParse(asked)) return false
      const url = new URL(asked)
      return (
        url.origin === asked &&
        url.protocol === own.protocol &&
        url.port === own.port &&
        /^[a-z0-9-]{1,63}\.localhost$/.test(url.hostname)
      )
    },
  }
}
