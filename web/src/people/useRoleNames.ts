import { useLingui } from '@lingui/react/macro'
import type { Role } from '@tacet/protocol/identity'

export function useRoleNames(): Readonly<Record<Role, string>> {
  const { t } = useLingui()
  return {
    admin: t`Admin`,
    member: t`Member`,
    restricted: t`Restricted`,
    external: t`External`,
  }
}

/** What each role may, in one sentence. */
export function useRoleHints(): Readonly<Record<Role, string>> {
  const { t } = useLingui()
  return {
    admin: t`Manages people and settings. Reads no conversations of others.`,
    member: t`Writes to everybody, makes group chats.`,
    restricted: t`Sees only the places given to them.`,
    external: t`Writes only to people who share a place with them.`,
  }
}
