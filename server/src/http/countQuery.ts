import { z } from 'zod/mini'

/** A whole number in a URL's query, from 1 to `max`. */
export function countQuery(max: number, otherwise: number) {
  const digits = z.string().check(z.regex(/^\d{1,6}$/))
  return z._default(z.pipe(digits, z.transform(Number)).check(z.gte(1), z.lte(max)), otherwise)
}
