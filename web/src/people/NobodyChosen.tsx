import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { listPeople } from './api.ts'
import { InviteDialog } from './InviteDialog.tsx'

/** Beside the directory while nobody is open in it. Where nobody else is there yet, it says how that changes. */
export function NobodyChosen({ manages }: { readonly manages: boolean }) {
  const [inviting, setInviting] = useState(false)
  const { data } = useQuery({ queryKey: ['people', 'alone'], queryFn: () => listPeople('', null) })
  if (!data) return null
  const alone = data.ok && data.value.people.length <= 1
  if (!alone || !manages) {
    return (
      <EmptyState icon={Users} title={<Trans>Nobody chosen</Trans>}>
        <Trans>Choose somebody at the left to write or to call.</Trans>
      </EmptyState>
    )
  }
  return (
    <>
      <EmptyState
        icon={Users}
        title={<Trans>Nobody here but you yet</Trans>}
        action={
          <button type="button" className="btn main" onClick={() => setInviting(true)}>
            <UserPlus className="i s" />
            <Trans>Invite people</Trans>
          </button>
        }
      >
        <Trans>Send a link to those you speak with; it works once and for seven days.</Trans>
      </EmptyState>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  )
}
