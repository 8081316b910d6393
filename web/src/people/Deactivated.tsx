import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listAccounts } from './api.ts'
import { PersonRow, type PersonRowProps } from './PersonRow.tsx'

/** Those whom the directory no longer shows, for admins: from here they can be let in again. */
export function Deactivated(props: Omit<PersonRowProps, 'person'>) {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['people', 'accounts'],
    queryFn: ({ pageParam }) => listAccounts('', pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: last => (last.ok ? last.value.next : null),
  })
  // Accounts come in alphabetical order, active or not: all of them are looked through.
  useEffect(() => {
    if (hasNextPage) void fetchNextPage()
  }, [hasNextPage, fetchNextPage])
  const gone = (data?.pages ?? [])
    .flatMap(page => (page.ok ? page.value.accounts : []))
    .filter(({ active }) => !active)
  if (gone.length === 0) return null
  return (
    <>
      <h2 className="cap">
        <Trans>Deactivated</Trans>
      </h2>
      {gone.map(person => (
        <PersonRow key={person.id} {...props} person={person} />
      ))}
    </>
  )
}
