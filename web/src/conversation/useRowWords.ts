import { useLingui } from '@lingui/react/macro'
import type { CallRow } from '@tacet/protocol/history'
import type { PersonId } from '@tacet/protocol/ids'

interface RowContext {
  readonly conference: boolean
  readonly title: string
  readonly me: PersonId
  readonly nameOf: (person: PersonId) => string
}

/** What each column of a stored row means, in words. */
export function useRowWords({ conference, title, me, nameOf }: RowContext) {
  const { t } = useLingui()
  const person = (id: PersonId): string => (id === me ? t`you` : nameOf(id))
  return {
    person,
    place: () => (conference ? t`the group chat ${title}` : t`your conversation with ${title}`),
    heading(row: CallRow): string {
      if (conference) return t`Conference in ${title}`
      switch (row.kind) {
        case 'audio':
          return t`Audio call with ${title}`
        case 'video':
          return t`Video call with ${title}`
        case 'screen':
          return t`Screen share with ${title}`
      }
    },
    kind(row: CallRow): string {
      switch (row.kind) {
        case 'audio':
          return t`begun with sound`
        case 'video':
          return t`begun with camera`
        case 'screen':
          return t`begun with a shared screen`
      }
    },
    status(row: CallRow): string {
      switch (row.status) {
        case 'connecting':
          return t`it is being connected`
        case 'connected':
          return t`it came about`
        case 'not_connected':
          return t`it did not come about, for whatever reason`
      }
    },
    endedBy(row: CallRow): string {
      if (row.endedBy === null) {
        if (row.endedAt === null) return t`empty`
        return conference ? t`empty: it ended automatically` : t`empty: the connection was lost`
      }
      const name = person(row.endedBy)
      return conference ? t`${name}, for all` : t`${name} hung up`
    },
  }
}
