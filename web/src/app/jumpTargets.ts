import type { PersonCard } from '@tacet/protocol/identity'
import { byRecency, partnerOf, titleOf, type World } from './World.ts'

/** Somewhere to jump to. A person leads to the direct message with them, or, where there is none, to their page. */
export interface JumpTarget {
  readonly id: string
  readonly path: string
  readonly title: string
}
export type PersonTarget = JumpTarget & { readonly person: PersonCard['id'] }
export type GroupTarget = JumpTarget & { readonly members: number }

export interface JumpTargets {
  readonly people: readonly PersonTarget[]
  readonly groups: readonly GroupTarget[]
}

/** Of each kind, at the most. */
const MOST = 12

/**
 * What has `text` in its name: those one has written to by recency, then the others of `directory`, which the server
 * has found and which may hold the same people once more.
 */
export function jumpTargets(world: World, directory: readonly PersonCard[], text: string): JumpTargets {
  const fits = ({ title }: JumpTarget) => findMatch(title, text) !== null
  const conversations = [...world.conversations.values()].sort(byRecency)
  const known = conversations.flatMap((each): PersonTarget[] => {
    const person = partnerOf(world, each)
    return person === null
      ? []
      : [{ id: each.id, path: `/c/${each.id}`, title: titleOf(world, each), person }]
  })
  const seen = new Set([world.me.id, ...known.map(({ person }) => person)])
  const others = new Map([...world.people.values(), ...directory].map(person => [person.id, person]))
  const unknown = [...others.values()]
    .filter(({ id, active }) => active && !seen.has(id))
    .map(({ id, name }): PersonTarget => ({ id, path: `/people/${id}`, title: name, person: id }))
    .sort((a, b) => a.title.localeCompare(b.title))
  const groups = conversations
    .filter(({ kind }) => kind === 'group')
    .map(
      (each): GroupTarget => ({
        id: each.id,
        path: `/c/${each.id}`,
        title: titleOf(world, each),
        members: each.members.length,
      }),
    )
  return {
    people: [...known, ...unknown].filter(fits).slice(0, MOST),
    groups: groups.filter(fits).slice(0, MOST),
  }
}

/** Where `text` stands in `title`, whatever the case: start and end for `slice`. Null: nowhere. */
export function findMatch(title: string, text: string): readonly [start: number, end: number] | null {
  const wanted = text.trim().toLocaleLowerCase()
  const start = title.toLocaleLowerCase().indexOf(wanted)
  return start === -1 ? null : [start, Math.min(start + wanted.length, title.length)]
}
