import type {
  AccountsPage,
  InspectedLink,
  MadeLink,
  PersonCard,
  SessionAnswer,
  SessionView,
} from '@tacet/protocol/identity'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabases } from '../storage/testDatabases.ts'
import { emailOf, join, PASSWORD, setUpOffice } from '../testing/office.ts'
import { TestServer } from '../testing/TestServer.ts'
import type { Visitor } from '../testing/Visitor.ts'

const DAY = 24 * 60 * 60 * 1_000

describe.each(testDatabases)('accounts on $name', ({ name: database }) => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.start({ database })
  })
  afterEach(() => server.stop())

  const signIn = (browser = server.visitor(), name = 'Anna Keller', password = PASSWORD) =>
    browser.post<SessionView>('/api/session', { email: emailOf(name), password })

  it('sets a server up once', async () => {
    expect((await server.visitor().get('/api/organization/public')).body).toEqual({
      name: null,
      setUp: false,
    })
    const anna = await setUpOffice(server)
    expect(anna.account).toMatchObject({ name: 'Anna Keller', role: 'admin', active: true })
    expect((await server.visitor().get('/api/organization/public')).body).toEqual({
      name: 'Kanzlei Nord',
      setUp: true,
    })
    await expect(setUpOffice(server)).rejects.toThrow('link-dead')
  })

  it('lets in by invitation, each once, until it ends', async () => {
    const anna = await setUpOffice(server)
    const { body: link } = await anna.browser.post<MadeLink>('/api/invitations', {
      email: 'ben@kanzlei-nord.example',
      role: 'restricted',
    })
    const inspected = await server
      .visitor()
      .post<InspectedLink>('/api/links/inspect', { secret: link.secret })
    expect(inspected.body).toEqual({
      kind: 'invitation',
      organizationName: 'Kanzlei Nord',
      email: 'ben@kanzlei-nord.example',
      name: null,
    })
    const accept = (email: string) =>
      server.visitor().post<SessionView>('/api/invitations/accept', {
        secret: link.secret,
        name: 'Ben',
        email,
        password: PASSWORD,
      })
    expect((await accept('somebody@else.example')).body).toEqual({ error: 'invalid', field: 'email' })
    expect((await accept('ben@kanzlei-nord.example')).body.me.role).toBe('restricted')
    expect((await accept('ben@kanzlei-nord.example')).body.error).toBe('link-dead')

    const { body: late } = await anna.browser.post<MadeLink>('/api/invitations', {
      email: null,
      role: 'member',
    })
    server.clock.leap(7 * DAY)
    expect((await server.visitor().post('/api/links/inspect', { secret: late.secret })).status).toBe(410)
  })

  it('keeps the invitation when the address is taken', async () => {
    const anna = await setUpOffice(server)
    const { body: link } = await anna.browser.post<MadeLink>('/api/invitations', {
      email: null,
      role: 'member',
    })
    const accept = (email: string) =>
      server
        .visitor()
        .post('/api/invitations/accept', { secret: link.secret, name: 'Ben', email, password: PASSWORD })
    expect((await accept(emailOf('Anna Keller'))).body).toEqual({ error: 'email-taken', field: 'email' })
    expect((await accept('ben@kanzlei-nord.example')).status).toBe(200)
  })

  it('gives one of two people who use a link at the same moment an account', async () => {
    const anna = await setUpOffice(server)
    const { body: link } = await anna.browser.post<MadeLink>('/api/invitations', {
      email: null,
      role: 'member',
    })
    const answers = await Promise.all(
      ['ben', 'carla'].map(name =>
        server.visitor().post('/api/invitations/accept', {
          secret: link.secret,
          name,
          email: `${name}@kanzlei-nord.example`,
          password: PASSWORD,
        }),
      ),
    )
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 410])
  })

  it('lists and revokes invitations', async () => {
    const anna = await setUpOffice(server)
    const { body: link } = await anna.browser.post<MadeLink>('/api/invitations', {
      email: null,
      role: 'member',
    })
    const list = () => anna.browser.get<{ invitations: { id: string }[] }>('/api/invitations')
    expect((await list()).body.invitations.map(({ id }) => id)).toEqual([link.id])
    expect((await anna.browser.ask('DELETE', `/api/invitations/${link.id}`)).status).toBe(204)
    expect((await list()).body.invitations).toEqual([])
    expect((await server.visitor().post('/api/links/inspect', { secret: link.secret })).status).toBe(410)
  })

  it('[SEC-9] replays no cookie of a session that was ended', async () => {
    const anna = await setUpOffice(server)
    const old = anna.browser.cookie
    expect((await anna.browser.ask('DELETE', '/api/session')).status).toBe(204)
    expect(anna.browser.cookie).toBeNull()
    anna.browser.cookie = old
    expect((await anna.browser.get('/api/sessions')).status).toBe(401)
    await expect(anna.browser.open()).rejects.toThrow('unauthorized')
  })

  it('[SEC-9] gives every sign-in a session of its own, listed without where it came from', async () => {
    const anna = await setUpOffice(server)
    const second = server.visitor()
    await signIn(second)
    expect(second.cookie).not.toBe(anna.browser.cookie)
    const { body } = await second.get<{ sessions: { id: string; current: boolean }[] }>('/api/sessions')
    expect(body.sessions).toHaveLength(2)
    expect(Object.keys(body.sessions[0] ?? {}).sort()).toEqual(['createdAt', 'current', 'id', 'label'])
    const other = body.sessions.find(session => !session.current)
    expect((await second.ask('DELETE', `/api/sessions/${other?.id}`)).status).toBe(204)
    expect((await anna.browser.get('/api/sessions')).status).toBe(401)
    expect((await second.get('/api/sessions')).status).toBe(200)
  })

  it('tells who is signed in, and nobody to a browser in which nobody is: that is no error', async () => {
    const ask = (browser: Visitor) => browser.get<SessionAnswer>('/api/session')
    const stranger = await ask(server.visitor())
    expect(stranger).toMatchObject({ status: 200, body: { session: null } })
    expect(stranger.headers.has('set-cookie')).toBe(false)
    const anna = await setUpOffice(server)
    const { headers, body } = await ask(anna.browser)
    expect(body.session).toEqual({
      me: anna.account,
      organization: expect.objectContaining({ name: 'Kanzlei Nord' }),
    })
    expect(headers.has('set-cookie')).toBe(false)
  })

  it('takes a cookie away that opens nothing any more, as soon as its browser asks', async () => {
    const anna = await setUpOffice(server)
    server.clock.leap(31 * DAY)
    expect((await anna.browser.get<SessionAnswer>('/api/session')).body).toEqual({ session: null })
    expect(anna.browser.cookie).toBeNull()
  })

  it('ends a session that nobody uses after 30 days, and keeps one that is used', async () => {
    const anna = await setUpOffice(server)
    const idle = server.visitor()
    await signIn(idle)
    for (let day = 0; day < 31; day++) {
      server.clock.leap(DAY)
      expect((await anna.browser.get('/api/sessions')).status).toBe(200)
    }
    expect((await idle.get('/api/sessions')).status).toBe(401)
  })

  it('changes a password, which ends all other sessions', async () => {
    const anna = await setUpOffice(server)
    const other = server.visitor()
    await signIn(other)
    const change = (current: string) =>
      anna.browser.post('/api/password', { current, next: 'an entirely new one' })
    expect((await change('not the right one')).body.error).toBe('wrong-credentials')
    expect((await change(PASSWORD)).status).toBe(204)
    expect((await other.get('/api/sessions')).status).toBe(401)
    expect((await anna.browser.get('/api/sessions')).status).toBe(200)
    expect((await signIn()).status).toBe(403)
    expect((await signIn(server.visitor(), 'Anna Keller', 'an entirely new one')).status).toBe(200)
  })

  it('resets a password by a link of an admin, once', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    const make = () => anna.browser.post<MadeLink>(`/api/people/${ben.id}/reset-link`)
    const { body: replaced } = await make()
    const { body: link } = await make()
    const reset = (secret: string) =>
      server.visitor().post<SessionView>('/api/password/reset', { secret, password: 'something else now' })
    expect((await reset(replaced.secret)).status).toBe(410)
    expect((await reset(link.secret)).body.me.id).toBe(ben.id)
    expect((await reset(link.secret)).status).toBe(410)
    expect((await ben.browser.get('/api/sessions')).status).toBe(401)
    expect((await signIn(server.visitor(), 'Ben Aydin')).status).toBe(403)
  })

  it('deactivates: sessions, links and sign-in end; reactivates: sign-in works again', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    const { body: link } = await anna.browser.post<MadeLink>(`/api/people/${ben.id}/reset-link`)
    expect((await anna.browser.post(`/api/people/${ben.id}/deactivate`)).body).toMatchObject({
      active: false,
    })
    expect((await ben.browser.get('/api/sessions')).status).toBe(401)
    expect((await signIn(server.visitor(), 'Ben Aydin')).body.error).toBe('wrong-credentials')
    expect((await server.visitor().post('/api/links/inspect', { secret: link.secret })).status).toBe(410)
    expect((await anna.browser.post(`/api/people/${ben.id}/reset-link`)).status).toBe(404)

    await anna.browser.post(`/api/people/${ben.id}/reactivate`)
    expect((await signIn(server.visitor(), 'Ben Aydin')).status).toBe(200)
  })

  it('never loses its last admin, not even when two give up at the same moment', async () => {
    const anna = await setUpOffice(server)
    const step = (id: string, role: string) => anna.browser.ask('PATCH', `/api/people/${id}`, { role })
    expect((await step(anna.id, 'member')).body.error).toBe('last-admin')
    expect((await anna.browser.post(`/api/people/${anna.id}/deactivate`)).body.error).toBe('last-admin')

    const ben = await join(server, anna, 'Ben Aydin', 'admin')
    const answers = await Promise.all([
      ben.browser.ask('PATCH', `/api/people/${anna.id}`, { role: 'member' }),
      anna.browser.ask('PATCH', `/api/people/${ben.id}`, { role: 'member' }),
    ])
    expect(answers.map(answer => answer.status).filter(status => status === 200)).toHaveLength(1)
  })

  it('[SEC-9] ends the sessions of somebody whose role changes', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    expect((await anna.browser.ask('PATCH', `/api/people/${ben.id}`, { role: 'admin' })).status).toBe(200)
    expect((await ben.browser.get('/api/sessions')).status).toBe(401)
    expect((await signIn(ben.browser, 'Ben Aydin')).body.me.role).toBe('admin')
  })

  it('shows a directory in alphabetical order, page by page, and finds parts of names', async () => {
    const anna = await setUpOffice(server)
    for (const name of ['Ärztin Ada', 'Zoë', 'Ben Aydın', 'ben b', 'Änne']) await join(server, anna, name)
    type Page = { people: { name: string }[]; next: string | null }
    const names: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const { body }: { body: Page } = await anna.browser.get<Page>(
        `/api/people?limit=2${next ? `&after=${next}` : ''}`,
      )
      names.push(...body.people.map(person => person.name))
      next = body.next
    }
    expect(names).toEqual(['Anna Keller', 'Änne', 'Ärztin Ada', 'Ben Aydın', 'ben b', 'Zoë'])
    const found = await anna.browser.get<Page>(`/api/people?q=${encodeURIComponent('BEN')}`)
    expect(found.body.people.map(person => person.name)).toEqual(['Ben Aydın', 'ben b'])
    expect((await anna.browser.get<Page>('/api/people?q=%25')).body.people).toEqual([])
  })

  it('shows restricted and external people only those with whom they share a conversation', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    const carla = await join(server, anna, 'Carla', 'restricted')
    type Page = { people: { name: string }[] }
    expect((await carla.browser.get<Page>('/api/people')).body.people).toEqual([])
    await ben.browser.post('/api/conversations', { kind: 'direct', person: carla.id })
    const { body } = await carla.browser.get<Page>('/api/people')
    expect(body.people.map(person => person.name)).toEqual(['Ben Aydin', 'Carla'])
  })

  it('shows one person to whoever sees them in a list, themself and those they share a conversation with', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    const carla = await join(server, anna, 'Carla', 'restricted')
    const look = (reader: typeof anna, person: typeof anna) =>
      reader.browser.get<PersonCard>(`/api/people/${person.id}`)
    expect((await look(ben, anna)).body).toEqual({
      id: anna.id,
      name: 'Anna Keller',
      role: 'admin',
      active: true,
    })
    expect((await look(carla, carla)).status).toBe(200)
    expect((await look(carla, ben)).body.error).toBe('not-found')
    await anna.browser.post('/api/conversations', { kind: 'direct', person: carla.id })
    expect((await look(carla, anna)).status).toBe(200)
    expect((await look(carla, ben)).status).toBe(404)
    await anna.browser.post(`/api/people/${carla.id}/deactivate`)
    expect((await look(ben, carla)).status).toBe(404)
    expect((await look(anna, carla)).body.active).toBe(false)
    const dora = await join(server, anna, 'Dora')
    await anna.browser.post(`/api/people/${dora.id}/deactivate`)
    expect((await look(ben, dora)).status).toBe(404)
    expect((await look(anna, dora)).body).toMatchObject({ id: dora.id, active: false })
    const nobody = await ben.browser.get(`/api/people/${'A'.repeat(22)}`)
    expect(nobody.body).toEqual({ error: 'not-found' })
  })

  it('shows admins every account, deactivated ones too', async () => {
    const anna = await setUpOffice(server)
    const ben = await join(server, anna, 'Ben Aydin')
    await anna.browser.post(`/api/people/${ben.id}/deactivate`)
    const { body } = await anna.browser.get<AccountsPage>('/api/accounts')
    expect(body.accounts.map(({ name, active }) => ({ name, active }))).toEqual([
      { name: 'Anna Keller', active: true },
      { name: 'Ben Aydin', active: false },
    ])
    expect((await ben.browser.get('/api/accounts')).status).toBe(401)
  })
})
