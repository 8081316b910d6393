import type { PersonId } from '@tacet/protocol/ids'
import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Face } from '../stage/Tile.tsx'
import type { Page } from './createPage.ts'

/** Name and colour of anybody this page knows. */
export function useFaceOf(page: Page): (person: PersonId) => Face {
  const people = useStore(page.world, world => world.people)
  return useCallback((id: PersonId) => ({ id, name: people.get(id)?.name ?? '' }), [people])
}

export function useMe(page: Page): Face {
  const me = useStore(page.world, world => world.me)
  return useMemo(() => ({ id: me.id, name: me.name }), [me])
}
