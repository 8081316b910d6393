import { Trans } from '@lingui/react/macro'
import type { UpgradeFailure } from '@tacet/domain/upgrade/UpgradeState'
import { Info } from 'lucide-react'
import { useStore } from 'zustand'
import { Note } from '../stage/Note.tsx'
import type { UpgradeController } from './UpgradeController.ts'
import { useSecondsLeft } from './useSecondsLeft.ts'

export interface UpgradeNoteProps {
  readonly controller: UpgradeController
  readonly peer: string
}

/** Over the picture of a direct call: that the other side is asked, that it changes over, or why nothing came of it. */
export function UpgradeNote({ controller, peer }: UpgradeNoteProps) {
  const { state, until, failure } = useStore(controller.store)
  if (state.at === 'asking')
    return <Asking peer={peer} until={until} onWithdraw={() => controller.withdraw()} />
  if (state.at !== 'none' && state.at !== 'asked') {
    return (
      <Note icon="busy" wide>
        <b>
          <Trans>This becomes a conference.</Trans>
        </b>{' '}
        <Trans>You stay connected directly until it carries both of you.</Trans>
      </Note>
    )
  }
  if (failure === null) return null
  return (
    <Note icon={Info} wide onClose={() => controller.dismiss()}>
      <Failure failure={failure} peer={peer} />
    </Note>
  )
}

interface AskingProps {
  readonly peer: string
  readonly until: number
  readonly onWithdraw: () => void
}

function Asking({ peer, until, onWithdraw }: AskingProps) {
  const seconds = useSecondsLeft(until)
  return (
    <Note
      icon="busy"
      wide
      actions={
        <button type="button" className="btn small" onClick={onWithdraw}>
          <Trans>Take back</Trans>
        </button>
      }
    >
      <b>
        <Trans>{peer} is being asked.</Trans>
      </b>{' '}
      <Trans>Until then everything stays as it is. {seconds} s left</Trans>
    </Note>
  )
}

function Failure({ failure, peer }: { readonly failure: UpgradeFailure; readonly peer: string }) {
  switch (failure) {
    case 'refused':
      return <Trans>{peer} would like to stay direct. Nothing has changed.</Trans>
    case 'withdrawn':
      return <Trans>{peer} has taken the question back. Nothing has changed.</Trans>
    case 'unanswered':
      return <Trans>There was no answer within 30 seconds. Nothing has changed.</Trans>
    case 'failed':
      return <Trans>The conference could not be set up. You are still connected directly.</Trans>
  }
}
