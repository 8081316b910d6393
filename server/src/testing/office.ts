import type { ConversationView, NewConversation } from '@tacet/protocol/conversation'
import type { Account, MadeLink, Role, SessionView } from '@tacet/protocol/identity'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import type { TestServer } from './TestServer.ts'
import type { Visitor } from './Visitor.ts'

export const PASSWORD = 'a long enough password'

/** Somebody with an account, signed in. */
export interface Colleague {
  readonly browser: Visitor
  readonly account: Account
  readonly id: PersonId
}

const settings = {
  name: 'Kanzlei Nord',
  callRetentionDays: 90,
  hideAddresses: false,
  guestLinks: true,
  callWaiting: true,
}

/** Sets a fresh server up by its setup link; answers the admin. */
export async function setUpOffice(server: TestServer, name = 'Anna Keller'): Promise<Colleague> {
  const browser = server.visitor()
  const secret = server.setupPath?.split('#')[1]
  const admin = { name, email: emailOf(name), password: PASSWORD }
  const { status, body } = await browser.post<SessionView>('/api/setup', {
    secret,
    organization: settings,
    admin,
  })
  if (status !== 200) throw new Error(`setup was refused: ${body.error}`)
  return { browser, account: body.me, id: body.me.id }
}

/** Invites somebody and lets them accept. */
export async function join(
  server: TestServer,
  admin: Colleague,
  name: string,
  role: Role = 'member',
): Promise<Colleague> {
  const link = await admin.browser.post<MadeLink>('/api/invitations', { email: null, role })
  const browser = server.visitor()
  const { status, body } = await browser.post<SessionView>('/api/invitations/accept', {
    secret: link.body.secret,
    name,
    email: emailOf(name),
    password: PASSWORD,
  })
  if (status !== 200) throw new Error(`the invitation was refused: ${body.error}`)
  return { browser, account: body.me, id: body.me.id }
}

export function emailOf(name: string): string {
  return `${name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')}@kanzlei-nord.example`
}

export async function direct(one: Colleague, other: Colleague): Promise<ConversationId> {
  return start(one, { kind: 'direct', person: other.id })
}

export async function group(
  maker: Colleague,
  name: string,
  people: readonly Colleague[],
): Promise<ConversationId> {
  return start(maker, { kind: 'group', name, people: people.map(person => person.id) })
}

async function start({ browser }: Colleague, asked: NewConversation): Promise<ConversationId> {
  const { status, body } = await browser.post<ConversationView>('/api/conversations', asked)
  if (status !== 200) throw new Error(`the conversation was refused: ${body.error}`)
  return body.conversation.id
}
