import { Trans } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { useQueries } from '@tanstack/react-query'
import { useSubmission } from '../http/useSubmission.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Setting } from '../ui/Setting.tsx'
import { findPerson, unblockCalls } from './api.ts'

export interface BlockedPeopleProps {
  readonly blocked: readonly PersonId[]
  /** Name of somebody this page knows already. */
  readonly nameOf: (person: PersonId) => string | undefined
}

/** [CALL-23] Whose calls don't ring, and the way back. */
export function BlockedPeople({ blocked, nameOf }: BlockedPeopleProps) {
  const { busy, submit } = useSubmission()
  const unknown = blocked.filter(person => nameOf(person) === undefined)
  const found = useQueries({
    queries: unknown.map(person => ({
      queryKey: ['people', 'one', person],
      queryFn: () => findPerson(person),
    })),
  })
  const names = new Map(
    found.flatMap(({ data }) => (data?.ok ? [[data.value.id, data.value.name] as const] : [])),
  )
  if (blocked.length === 0) {
    return (
      <p className="quiet">
        <Trans>
          Nobody. You block somebody’s calls on their page or in the details of your conversation.
        </Trans>
      </p>
    )
  }
  return (
    <>
      {blocked.map(person => {
        const name = nameOf(person) ?? names.get(person) ?? ''
        return (
          <Setting
            key={person}
            lead={<Avatar id={person} name={name} />}
            title={<span dir="auto">{name}</span>}
          >
            <button
              type="button"
              className="btn small"
              disabled={busy}
              onClick={() => void submit(() => unblockCalls(person))}
            >
              <Trans>Unblock</Trans>
              <span className="sr">{name}</span>
            </button>
          </Setting>
        )
      })}
      <p className="quiet">
        <Trans>To them it rings as with anybody. Nobody answers.</Trans>
      </p>
    </>
  )
}
