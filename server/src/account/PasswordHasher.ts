import { hash, verify } from '@node-rs/argon2'

/** Slow on purpose. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

/** The first of OWASP's recommendations: argon2id (the library's default), 19 MiB, two passes, one lane. */
const WORK = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const argon2: PasswordHasher = {
  hash: password => hash(password, WORK),
  verify: (known, password) => verify(known, password),
}
