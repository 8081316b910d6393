import type { Conversation } from '@tacet/protocol/conversation'
import type { Account, OrganizationSettings, PersonCard } from '@tacet/protocol/identity'
import { ConversationId, PersonId } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { findMatch, jumpTargets } from './jumpTargets.ts'
import { emptyWorld, type World } from './World.ts'

const person = (letter: string, name: string, active = true): PersonCard => ({
  id: PersonId.parse(`${letter.repeat(21)}A`),
  name,
  role: 'member',
  active,
})
const ANNA = person('a', 'Anna Keller')
const BEN = person('b', 'Ben Aydın')
const CARLA = person('c', 'Carla Moretti')
const ORGANIZATION: OrganizationSettings = {
  name: 'Kanzlei Nord',
  callRetentionDays: 90,
  hideAddresses: false,
  guestLinks: true,
  callWaiting: true,
}

function conversation(letter: string, part: Partial<Conversation>): Conversation {
  return {
    id: ConversationId.parse(`${letter.repeat(21)}A`),
    kind: 'direct',
    name: null,
    members: [ANNA.id, BEN.id],
    createdAt: 0,
    last: null,
    unread: 0,
    readAt: 0,
    ...part,
  }
}

function worldOf(conversations: readonly Conversation[]): World {
  const me: Account = { ...ANNA, email: 'anna@example.org', createdAt: 0 }
  return {
    ...emptyWorld(me, ORGANIZATION),
    people: new Map([ANNA, BEN, CARLA].map(each => [each.id, each])),
    conversations: new Map(conversations.map(each => [each.id, each])),
  }
}

describe('jumping', () => {
  const withBen = conversation('x', {})
  const group = conversation('y', {
    kind: 'group',
    name: 'Bewerbungen',
    members: [ANNA.id, BEN.id, CARLA.id],
  })
  const world = worldOf([withBen, group])

  it('leads to the direct message with somebody, and to the page of those without one', () => {
    const { people } = jumpTargets(world, [], '')
    expect(people.map(({ path }) => path)).toEqual([`/c/${withBen.id}`, `/people/${CARLA.id}`])
  })

  it('finds people of the directory, but neither oneself nor the deactivated, and nobody twice', () => {
    const dora = person('d', 'Dora Beck')
    const gone = person('e', 'Ella Beck', false)
    const { people } = jumpTargets(world, [ANNA, BEN, dora, gone], 'be')
    expect(people.map(({ title }) => title)).toEqual(['Ben Aydın', 'Dora Beck'])
  })

  it('finds groups by name, whatever the case', () => {
    expect(jumpTargets(world, [], ' BEW ').groups).toEqual([
      { id: group.id, path: `/c/${group.id}`, title: 'Bewerbungen', members: 3 },
    ])
  })
})

describe('the match in a title', () => {
  it('is where the text stands', () => {
    expect(findMatch('Dora Beck', 'be')).toEqual([5, 7])
    expect(findMatch('Dora Beck', '')).toEqual([0, 0])
    expect(findMatch('Dora Beck', 'x')).toBeNull()
  })
})
