import { Trans } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import { CallBar } from '../stage/CallBar.tsx'
import { type Face, Tile } from '../stage/Tile.tsx'
import type { CallController } from './CallController.ts'
import { encryptionOf } from './encryptionOf.ts'
import type { Hold } from './useHold.ts'

export interface DirectCallBarProps {
  readonly controller: CallController
  readonly faceOf: (person: PersonId) => Face
  readonly verified: boolean
  readonly hold: Hold
  readonly onPopOut: (() => void) | null
  readonly onReturn: () => void
}

/** [CALL-19] The direct call at the foot of the list, while the person reads and writes elsewhere. */
export function DirectCallBar({
  controller,
  faceOf,
  verified,
  hold,
  onPopOut,
  onReturn,
}: DirectCallBarProps) {
  const view = useStore(controller.store)
  const { call, own } = view
  if (call.at === 'idle' || call.at === 'ringing-in' || call.at === 'ended') return null
  const peer = faceOf(call.facts.peer)
  const resting = hold.mine || hold.theirs
  const behind = hold.behind === null ? null : faceOf(hold.behind)
  return (
    <CallBar
      title={peer.name}
      picture={<Tile face={peer} video={view.peer.screen ?? view.peer.camera} plate={false} />}
      encryption={encryptionOf(view, verified)}
      since={view.connectedSince}
      notice={
        resting ? (
          <OnHoldLine hold={hold} />
        ) : (
          behind && <BehindLine name={behind.name} onSwap={hold.onSwap} />
        )
      }
      microphone={{
        onPress: resting ? null : () => void controller.toggleMicrophone(),
        muted: own.microphone !== 'on',
      }}
      camera={{ onPress: resting ? null : () => void controller.toggleCamera(), on: own.camera !== null }}
      onPopOut={onPopOut}
      onReturn={onReturn}
      leave={{ kind: 'hang-up', onPress: () => controller.hangUp() }}
    />
  )
}

function OnHoldLine({ hold }: { readonly hold: Hold }) {
  return (
    <div className="line">
      <span className="grow">{hold.mine ? <Trans>On hold</Trans> : <Trans>You are on hold</Trans>}</span>
      {hold.mine && (
        <button type="button" className="btn small" onClick={hold.onResume}>
          <Trans>Resume</Trans>
        </button>
      )}
    </div>
  )
}

function BehindLine({ name, onSwap }: { readonly name: string; readonly onSwap: () => void }) {
  return (
    <div className="line">
      <span className="grow cut">
        <Trans>{name} is on hold</Trans>
      </span>
      <button type="button" className="btn small" onClick={onSwap}>
        <Trans>Swap</Trans>
      </button>
    </div>
  )
}
