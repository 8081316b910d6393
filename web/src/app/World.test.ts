import type { Conversation } from '@tacet/protocol/conversation'
import type { Down } from '@tacet/protocol/down'
import type { CallRow } from '@tacet/protocol/history'
import type { Account, OrganizationSettings } from '@tacet/protocol/identity'
import { describe, expect, it } from 'vitest'
import { byRecency, emptyWorld, hear, hidesAddressFrom, partnerOf, titleOf, type World } from './World.ts'

const id = <T extends string>(text: string): T => `${text.padEnd(21, 'A')}A` as T
const ME = id<Account['id']>('anna')
const BEN = id<Account['id']>('ben')
const DM = id<Conversation['id']>('dm')

const me: Account = { id: ME, name: 'Anna', role: 'admin', active: true, email: 'a@b', createdAt: 0 }
const organization: OrganizationSettings = {
  name: 'Nord',
  callRetentionDays: 90,
  hideAddresses: false,
  guestLinks: true,
  callWaiting: true,
}
const dm: Conversation = {
  id: DM,
  kind: 'direct',
  name: null,
  members: [ME, BEN],
  createdAt: 1,
  last: null,
  unread: 0,
  readAt: 10,
}

function worldWith(conversation: Conversation): World {
  return hear(emptyWorld(me, organization), {
    t: 'conversation',
    view: { conversation, people: [{ id: BEN, name: 'Ben', role: 'member', active: true }] },
  })
}

const message = (author: Account['id'], at: number): Down => ({
  t: 'message',
  message: { id: id('m'), conversation: DM, author, client: id('c'), text: 'hi', at },
})

const row = (more: Partial<CallRow>): CallRow => ({
  id: id('row'),
  conversation: DM,
  kind: 'audio',
  status: 'connecting',
  startedBy: BEN,
  startedAt: 20,
  endedAt: null,
  endedBy: null,
  ...more,
})

const unreadAfter = (...said: Down[]) => said.reduce(hear, worldWith(dm)).conversations.get(DM)?.unread

describe('what a page knows', () => {
  it('[TEXT-4] counts what others wrote since the last look, and not what I wrote', () => {
    expect(unreadAfter(message(BEN, 11), message(ME, 12), message(BEN, 13))).toBe(2)
    expect(unreadAfter(message(BEN, 9))).toBe(0)
  })

  it('[CALL-12] counts a call that did not connect once, whatever came before', () => {
    expect(
      unreadAfter(
        { t: 'call-row', call: row({}) },
        { t: 'call-row', call: row({ status: 'not_connected' }) },
      ),
    ).toBe(1)
    expect(unreadAfter({ t: 'call-row', call: row({ status: 'not_connected', startedBy: ME }) })).toBe(0)
  })

  it('takes the server’s word for what was read on another device', () => {
    expect(
      unreadAfter(message(BEN, 11), { t: 'conversation-read', conversation: DM, readAt: 11, unread: 0 }),
    ).toBe(0)
  })

  it('keeps the newest item for the list, and sorts by it', () => {
    const world = [message(BEN, 30), message(BEN, 25)].reduce(hear, worldWith(dm))
    const now = world.conversations.get(DM)
    expect(now?.last).toMatchObject({ message: { at: 30 } })
    const older = { ...dm, createdAt: 5 }
    expect([older, now ?? dm].sort(byRecency)[0]).toBe(now)
  })

  it('forgets a row that went', () => {
    const world = hear(worldWith(dm), { t: 'call-row', call: row({}) })
    const gone = hear(world, { t: 'call-row-gone', conversation: DM, row: id('row') })
    expect(gone.conversations.get(DM)?.last).toBeNull()
  })

  it('names a direct message after the other person', () => {
    const world = worldWith(dm)
    expect(titleOf(world, dm)).toBe('Ben')
    expect(partnerOf(world, dm)).toBe(BEN)
    expect(partnerOf(world, { ...dm, kind: 'group', name: 'Lunch' })).toBeNull()
  })

  it('changes nothing for a conversation that it does not know', () => {
    const world = emptyWorld(me, organization)
    expect(hear(world, message(BEN, 11))).toBe(world)
  })
})

describe('whose address a page hides', () => {
  const settings = (hideAddress: boolean): Down => ({ t: 'settings', settings: { hideAddress } })
  const peer = (role: Account['role']): Down => ({
    t: 'person',
    person: { id: BEN, name: 'Ben', role, active: true },
  })

  it('[SEC-5] follows the person’s own setting, the organization’s, and who is at the other end', () => {
    const inside = hear(worldWith(dm), settings(false))
    expect(hidesAddressFrom(inside, BEN)).toBe(false)
    expect(hidesAddressFrom(hear(inside, settings(true)), BEN)).toBe(true)
    const organizations = { ...organization, hideAddresses: true }
    expect(hidesAddressFrom(hear(inside, { t: 'organization', organization: organizations }), BEN)).toBe(true)
    expect(hidesAddressFrom(hear(inside, peer('external')), BEN)).toBe(true)
  })

  it('[SEC-5] hides it as long as it does not know better', () => {
    expect(hidesAddressFrom(worldWith(dm), BEN)).toBe(true)
    expect(hidesAddressFrom(hear(worldWith(dm), settings(false)), id<Account['id']>('carla'))).toBe(true)
  })
})
