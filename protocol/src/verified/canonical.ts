import { NESTING_MAX } from './limits.ts'

export type CanonicalValue =
  | string
  | number
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

export type Canonical<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: 'NotCanonical' }

const KEY = /^[a-z][A-Za-z0-9]*$/
const NOT_CANONICAL = { ok: false, error: 'NotCanonical' } as const

const isNatural = (value: number) => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)

/** [CAN-1], [CAN-2]: the one text of a value, or null where it has none. */
function write(value: unknown, level: number): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null
  if (typeof value === 'number') return isNatural(value) ? String(value) : null
  if (typeof value !== 'object' || value === null || level > NESTING_MAX) return null
  const parts: string[] = []
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = write(item, level + 1)
      if (text === null) return null
      parts.push(text)
    }
    return `[${parts.join(',')}]`
  }
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, item] of fields) {
    const text = KEY.test(key) ? write(item, level + 1) : null
    if (text === null) return null
    parts.push(`"${key}":${text}`)
  }
  return `{${parts.join(',')}}`
}

const isObject = (value: unknown): value is { readonly [key: string]: CanonicalValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** [CAN-1] A message is an object; so is every canonical text. */
export function writeCanonical(value: unknown): Canonical<string> {
  const text = isObject(value) ? write(value, 1) : null
  return text === null ? NOT_CANONICAL : { ok: true, value: text }
}

/** [CAN-3] Parse, write again, compare: order, duplicates, spaces and escapes all show up as a difference. */
export function readCanonical(text: string): Canonical<{ readonly [key: string]: CanonicalValue }> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return NOT_CANONICAL
  }
  const again = writeCanonical(value)
  return again.ok && again.value === text && isObject(value) ? { ok: true, value } : NOT_CANONICAL
}
