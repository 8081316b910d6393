import { Email, OrganizationName, Password, PersonName } from '@tacet/protocol/identity'
import type { z } from 'zod/mini'

/** What a person types about themself or their organization. `secret` is a password that exists: any text may be it. */
export type FieldKind = 'name' | 'organization' | 'email' | 'password' | 'secret'

/** Why something typed can't be sent. `unusable`: it holds something that can't be kept. */
export type FieldProblem = 'empty' | 'too-long' | 'too-short' | 'not-an-address' | 'unusable'

export const PASSWORD_MIN_CHARS = 10
const MAX_CHARS: Readonly<Record<FieldKind, number>> = {
  name: 80,
  organization: 80,
  email: 254,
  password: 1024,
  secret: 1024,
}
const SCHEMA: Readonly<Record<Exclude<FieldKind, 'secret'>, z.ZodMiniType>> = {
  name: PersonName,
  organization: OrganizationName,
  email: Email,
  password: Password,
}

/** The protocol's schema decides; this says in which respect it would refuse. Null: it would not. */
export function problemOf(kind: FieldKind, text: string): FieldProblem | null {
  const isPassword = kind === 'password' || kind === 'secret'
  const typed = isPassword ? text : text.trim()
  if (typed === '') return 'empty'
  if (typed.length > MAX_CHARS[kind]) return 'too-long'
  if (kind === 'secret' || SCHEMA[kind].safeParse(text).success) return null
  switch (kind) {
    case 'email':
      return 'not-an-address'
    case 'password':
      return 'too-short'
    case 'name':
    case 'organization':
      return 'unusable'
  }
}
