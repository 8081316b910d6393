import type { ConversationKind } from '@tacet/protocol/conversation'
import type { CallKind, CallStatus } from '@tacet/protocol/history'
import type { LinkKind, Role } from '@tacet/protocol/identity'
import type {
  CallRowId,
  ClientMessageId,
  ConversationId,
  DeviceId,
  LinkId,
  MessageId,
  Millis,
  PersonId,
} from '@tacet/protocol/ids'
import type { ColumnType } from 'kysely'

/**
 * The tables, alike on SQLite and PostgreSQL. Times are milliseconds, flags are 0 or 1, identifiers are texts.
 * Which columns may exist, and why, stands in `allowedColumns.ts`: a column that is not there fails a test.
 */
export interface Tables {
  organization: OrganizationTable
  person: PersonTable
  session: SessionTable
  link: LinkTable
  conversation: ConversationTable
  membership: MembershipTable
  message: MessageTable
  call: CallTable
  device_entry: DeviceEntryTable
  device_label: DeviceLabelTable
  call_block: CallBlockTable
}

export type Flag = 0 | 1

export interface OrganizationTable {
  /** Always 1: there is one organization. */
  id: 1
  name: string
  call_retention_days: number | null
  hide_addresses: Flag
  guest_links: Flag
  call_waiting: Flag
  created_at: Millis
}

export interface PersonTable {
  id: PersonId
  name: string
  /** Name without case and accents: alphabetical order and search of the directory. */
  name_key: string
  email: string
  /** argon2id in PHC notation; null: no password works. */
  password_hash: string | null
  role: Role
  active: Flag
  created_at: Millis
  hide_address: ColumnType<Flag, Flag | undefined, Flag>
}

export interface SessionTable {
  /** SHA-256 of the token in the cookie, base64url. */
  token_hash: string
  person_id: PersonId
  created_at: Millis
  /** Always a midnight (UTC): it moves with use, so it must not tell more than the day. */
  expires_at: Millis
  label: string
}

export interface LinkTable {
  id: LinkId
  kind: LinkKind
  /** SHA-256 of the secret, base64url. */
  secret_hash: string
  person_id: PersonId | null
  email: string | null
  role: Role | null
  created_by: PersonId | null
  created_at: Millis
  expires_at: Millis | null
}

export interface ConversationTable {
  id: ConversationId
  kind: ConversationKind
  name: string | null
  /** The two people of a direct message, sorted: there is one for each pair. */
  direct_key: string | null
  /** Moment of the newest item; the next one is later by at least 1 ms. */
  last_at: Millis
  created_at: Millis
}

export interface MembershipTable {
  conversation_id: ConversationId
  person_id: PersonId
  moderator: Flag
  joined_at: Millis
  read_at: Millis
}

export interface MessageTable {
  id: MessageId
  conversation_id: ConversationId
  author_id: PersonId
  client_id: ClientMessageId
  text: string
  at: Millis
}

export interface CallTable {
  id: CallRowId
  conversation_id: ConversationId
  kind: CallKind
  status: CallStatus
  started_by: PersonId
  started_at: Millis
  ended_at: Millis | null
  ended_by: PersonId | null
}

/** One entry of a person's chain of device lists, as their device signed it. Rows are added, and all go at a reset. */
export interface DeviceEntryTable {
  person_id: PersonId
  seq: number
  /** Canonical text: the public keys of all devices of the person from here on. */
  m: string
  sig: string
  added_at: Millis
}

export interface DeviceLabelTable {
  person_id: PersonId
  dev: DeviceId
  label: string
}

/** [CALL-23] Calls of `blocked_id` don't ring at `person_id`. */
export interface CallBlockTable {
  person_id: PersonId
  blocked_id: PersonId
}
