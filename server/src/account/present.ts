import type { Account, Invitation, PersonCard } from '@tacet/protocol/identity'
import type { Millis } from '@tacet/protocol/ids'
import type { PersonTable } from '../storage/schema.ts'
import type { LinkRow } from './LinkStore.ts'

/** What other people see of a person. */
export function personCard(row: Pick<PersonTable, 'id' | 'name' | 'role' | 'active'>): PersonCard {
  return { id: row.id, name: row.name, role: row.role, active: row.active === 1 }
}

/** What admins and the person themself see. */
export function accountOf(
  row: Pick<PersonTable, 'id' | 'name' | 'role' | 'active' | 'email' | 'created_at'>,
): Account {
  return { ...personCard(row), email: row.email, createdAt: row.created_at }
}

export function invitationOf(
  row: LinkRow & { role: NonNullable<LinkRow['role']>; expires_at: Millis },
): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
