import { createHash } from 'node:crypto'

/** What the database keeps of a token or of a link's secret: SHA-256, base64url. 256 random bits need no salt. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
