import { z } from 'zod/mini'
import { LinkId, LinkSecret, Millis, PersonId, SessionId } from './ids.ts'
import { storable, typed } from './text.ts'

/**
 * `restricted` sees only the places given to them; `external` writes only to people who share a room.
 * A guest is a visitor by link and never has an account, so guests are no role.
 */
export const Role = z.enum(['admin', 'member', 'restricted', 'external'])
export type Role = z.infer<typeof Role>

export const PersonName = typed(80)
export const OrganizationName = typed(80)
export const Email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/), storable)
/** Length is what counts; composition rules only annoy. 1,024 is a limit on work, not on imagination. */
export const Password = z.string().check(z.minLength(10), z.maxLength(1024))

/** A person as other people see them. */
export const PersonCard = z.object({
  id: PersonId,
  name: PersonName,
  role: Role,
  /** False once deactivated: the name stays under what they wrote, nothing rings. */
  active: z.boolean(),
})
export type PersonCard = z.infer<typeof PersonCard>

/** A person as an admin and the person themself see them. */
export const Account = z.extend(PersonCard, { email: Email, createdAt: Millis })
export type Account = z.infer<typeof Account>

/** How long rows of calls stay: days, `0` = never written, `null` = unlimited. */
export const CallRetentionDays = z.nullable(z.int().check(z.gte(0), z.lte(3650)))
export type CallRetentionDays = z.infer<typeof CallRetentionDays>

export const OrganizationSettings = z.object({
  name: OrganizationName,
  callRetentionDays: CallRetentionDays,
  /** Direct calls of everybody run over our server. */
  hideAddresses: z.boolean(),
  /** Whoever is in a direct call sees a second one wait (CALL-10); false: they are busy. */
  callWaiting: z.boolean(),
  /** People without an account may come to a conference by link. */
  guestLinks: z.boolean(),
})
export type OrganizationSettings = z.infer<typeof OrganizationSettings>

/** Answer to everything that signs somebody in. */
export const SessionView = z.object({ me: Account, organization: OrganizationSettings })
export type SessionView = z.infer<typeof SessionView>

/** Answer to `GET /api/session`. That nobody is signed in is no error: browsers print errors where everybody sees them. */
export const SessionAnswer = z.object({ session: z.nullable(SessionView) })
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** Answer to `GET /api/organization/public`: what somebody who is not signed in may know. */
export const PublicOrganization = z.object({ name: z.nullable(OrganizationName), setUp: z.boolean() })
export type PublicOrganization = z.infer<typeof PublicOrganization>

export const SignIn = z.object({ email: Email, password: z.string().check(z.maxLength(1024)) })
export type SignIn = z.infer<typeof SignIn>

export const SetUp = z.object({
  secret: LinkSecret,
  organization: OrganizationSettings,
  admin: z.object({ name: PersonName, email: Email, password: Password }),
})
export type SetUp = z.infer<typeof SetUp>

export const LinkKind = z.enum(['setup', 'invitation', 'reset', 'demo'])
export type LinkKind = z.infer<typeof LinkKind>

export const InspectLink = z.object({ secret: LinkSecret })
export const InspectedLink = z.object({
  kind: LinkKind,
  organizationName: z.nullable(OrganizationName),
  /** Whom the link is for: the invited address, or the name behind a reset or demo link. */
  email: z.nullable(Email),
  name: z.nullable(PersonName),
})
export type InspectedLink = z.infer<typeof InspectedLink>

export const Invite = z.object({ email: z.nullable(Email), role: Role })
export type Invite = z.infer<typeof Invite>
export const Invitation = z.object({
  id: LinkId,
  email: z.nullable(Email),
  role: Role,
  createdAt: Millis,
  expiresAt: Millis,
})
export type Invitation = z.infer<typeof Invitation>
/** Answer to `GET /api/invitations`: those that are still good, newest first. */
export const Invitations = z.object({ invitations: z.array(Invitation) })
export type Invitations = z.infer<typeof Invitations>
/** A link that was just made: the only moment in which its secret is known to the server. */
export const MadeLink = z.object({ id: LinkId, secret: LinkSecret, expiresAt: Millis })
export type MadeLink = z.infer<typeof MadeLink>

export const AcceptInvitation = z.object({
  secret: LinkSecret,
  name: PersonName,
  email: Email,
  password: Password,
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>
export const ResetPassword = z.object({ secret: LinkSecret, password: Password })
export type ResetPassword = z.infer<typeof ResetPassword>
export const ChangePassword = z.object({ current: z.string().check(z.maxLength(1024)), next: Password })
export type ChangePassword = z.infer<typeof ChangePassword>
export const UseDemoLink = z.object({ secret: LinkSecret })

export const SessionListing = z.object({
  id: SessionId,
  /** What the person called it; never an address or a user agent. */
  label: z.string(),
  createdAt: Millis,
  current: z.boolean(),
})
export type SessionListing = z.infer<typeof SessionListing>
/** Answer to `GET /api/sessions`. */
export const SessionListings = z.object({ sessions: z.array(SessionListing) })
export type SessionListings = z.infer<typeof SessionListings>

/** A page of the directory, alphabetical; `next` goes into `?after=`. */
export const PeoplePage = z.object({ people: z.array(PersonCard), next: z.nullable(z.string()) })
export type PeoplePage = z.infer<typeof PeoplePage>

/** A page of what admins see: everybody, deactivated people included. */
export const AccountsPage = z.object({ accounts: z.array(Account), next: z.nullable(z.string()) })
export type AccountsPage = z.infer<typeof AccountsPage>
