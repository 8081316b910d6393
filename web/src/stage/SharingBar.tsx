import { Trans } from '@lingui/react/macro'
import { Pause, Play, ScreenShare, X } from 'lucide-react'

/** What the browser's picker gave: the whole screen, one window, one tab; null where it does not say. */
export type ShareSurface = 'screen' | 'window' | 'tab' | null

/** Reads it from the track (`displaySurface` of its settings). */
export function shareSurface(track: MediaStreamTrack): ShareSurface {
  switch (track.getSettings().displaySurface) {
    case 'monitor':
      return 'screen'
    case 'window':
      return 'window'
    case 'browser':
      return 'tab'
    default:
      return null
  }
}

export interface SharingBarProps {
  readonly surface: ShareSurface
  /** With whom: the other side, or the name of the conference's place. */
  readonly audience: string
  readonly pause: { readonly paused: boolean; readonly onPress: () => void } | null
  readonly onStop: () => void
}

function What({ surface }: { readonly surface: ShareSurface }) {
  switch (surface) {
    case 'screen':
      return <Trans>You are sharing your whole screen</Trans>
    case 'window':
      return <Trans>You are sharing a window</Trans>
    case 'tab':
      return <Trans>You are sharing a tab</Trans>
    case null:
      return <Trans>You are sharing your screen</Trans>
  }
}

/** Above everything while one shares (SHARE-2). The stage around it has the amber frame. */
export function SharingBar({ surface, audience, pause, onStop }: SharingBarProps) {
  return (
    <div className="sharing-place">
      <div className="sharing" role="status">
        <ScreenShare className="i" />
        <p>
          <b>
            <What surface={surface} />
          </b>{' '}
          <span className="desk-only">
            {surface === 'screen' ? (
              <Trans>with {audience}. Notifications can be seen too.</Trans>
            ) : (
              <Trans>with {audience}.</Trans>
            )}
          </span>
        </p>
        {pause !== null && (
          <button type="button" className="btn small" onClick={pause.onPress}>
            {pause.paused ? <Play className="i s" /> : <Pause className="i s" />}
            {pause.paused ? <Trans>Resume</Trans> : <Trans>Pause</Trans>}
          </button>
        )}
        <button type="button" className="btn small danger" onClick={onStop}>
          <X className="i s" />
          <Trans>Stop sharing</Trans>
        </button>
      </div>
    </div>
  )
}
