import { Trans } from '@lingui/react/macro'
import { Pause, Play } from 'lucide-react'
import { Note } from '../stage/Note.tsx'
import type { Face } from '../stage/Tile.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { Hold } from './useHold.ts'

/** [CALL-10] In the place of the picture, while nothing is sent or heard. */
export function OnHold({ hold, peer }: { readonly hold: Hold; readonly peer: Face }) {
  return (
    <div className="calling">
      <Avatar id={peer.id} name={peer.name} size={128} />
      <h1 dir="auto">{peer.name}</h1>
      <p role="status">
        {hold.mine ? <Trans>On hold</Trans> : <Trans>{peer.name} has put you on hold</Trans>}
      </p>
      <p className="faint f2">
        <Trans>Neither of you hears or sees the other.</Trans>
      </p>
      {hold.mine && (
        <button type="button" className="btn main" onClick={hold.onResume}>
          <Play className="i s" />
          <Trans>Resume</Trans>
        </button>
      )}
    </div>
  )
}

/** [CALL-10] Another call is on hold meanwhile: one press changes over to it. */
export function HeldNote({ hold, held }: { readonly hold: Hold; readonly held: Face }) {
  return (
    <Note
      icon={Pause}
      up
      actions={
        <button type="button" className="btn small" onClick={hold.onSwap}>
          <Trans>Swap</Trans>
        </button>
      }
    >
      <Trans>{held.name} is on hold</Trans>
    </Note>
  )
}
