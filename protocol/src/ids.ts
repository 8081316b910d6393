import { z } from 'zod/mini'

/**
 * Identifiers are 128 random bits, written as 22 characters of base64url without padding.
 * Only identifiers cross the borders between rooms; objects do not.
 */
const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, 'not an identifier'))

export const PersonId = id.brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>

/** One browser profile of one person: every tab of it has the same device id. */
export const DeviceId = id.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

export const ConversationId = id.brand<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>

export const MessageId = id.brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>

/** Drawn by the sending device; the same id sent twice is stored once. */
export const ClientMessageId = id.brand<'ClientMessageId'>()
export type ClientMessageId = z.infer<typeof ClientMessageId>

/** A direct call as the two devices know it. Drawn by the caller's device, never stored. */
export const CallId = id.brand<'CallId'>()
export type CallId = z.infer<typeof CallId>

/** The stored row of a call. Drawn for the row alone, so that nothing links it to the protocol's ids. */
export const CallRowId = id.brand<'CallRowId'>()
export type CallRowId = z.infer<typeof CallRowId>

/** A running conference. Lives in memory only. */
export const ConferenceId = id.brand<'ConferenceId'>()
export type ConferenceId = z.infer<typeof ConferenceId>

/** One wish to make a conference of a direct call. Drawn by the asking device, known to the two devices only. */
export const UpgradeId = id.brand<'UpgradeId'>()
export type UpgradeId = z.infer<typeof UpgradeId>

/** What the conference engine calls one participant during one join. Random for each join. */
export const SfuHandle = id.brand<'SfuHandle'>()
export type SfuHandle = z.infer<typeof SfuHandle>

export const LinkId = id.brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>

export const SessionId = id.brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>

/** The secret part of a link: 256 random bits as 43 characters of base64url. Travels in URL fragments and bodies only. */
export const LinkSecret = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'not a secret'))
  .brand<'LinkSecret'>()
export type LinkSecret = z.infer<typeof LinkSecret>

/** Milliseconds since 1970-01-01 UTC, by the server's clock. */
export const Millis = z.int().check(z.nonnegative())
export type Millis = z.infer<typeof Millis>
