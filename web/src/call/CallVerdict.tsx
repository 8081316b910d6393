import { Trans } from '@lingui/react/macro'
import type { CallState } from '@tacet/domain/call/CallState'
import type { CallKind } from '@tacet/protocol/history'
import { Activity, type LucideIcon, MessageSquare, Phone, ScreenShare, Unplug, Video } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Face } from '../stage/Tile.tsx'
import { Verdict } from '../stage/Verdict.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { PresenceDot } from '../ui/PresenceDot.tsx'
import { CheckDialog, type CheckDialogProps } from './CheckDialog.tsx'
import { useCallWords } from './useCallWords.ts'

const ICONS: Readonly<Record<CallKind, LucideIcon>> = { audio: Phone, video: Video, screen: ScreenShare }

export interface CallVerdictProps {
  readonly call: Extract<CallState, { at: 'ended' }>
  readonly peer: Face
  readonly onAgain: () => void
  readonly check: CheckDialogProps['check']
  /** Takes it off the screen; the conversation is behind it. */
  readonly onClose: () => void
}

/** How a call ended, where there is something to say about it; else it closes itself. */
export function CallVerdict({ call, peer, onAgain, check, onClose }: CallVerdictProps) {
  const [checking, setChecking] = useState(false)
  const words = useCallWords().verdict(call, peer.name)
  const silent = words === null
  useEffect(() => {
    if (silent) onClose()
  }, [silent, onClose])
  if (words === null) return null
  const broken = ['lost', 'no-path', 'no-relay', 'error'].includes(call.outcome)
  const Icon = ICONS[call.facts.media]
  return (
    <Verdict
      icon={
        broken ? (
          <Unplug className="i l" />
        ) : (
          <Avatar id={peer.id} name={peer.name} size={128}>
            {call.outcome === 'dnd' && <PresenceDot shape="bar" />}
          </Avatar>
        )
      }
      title={words.title}
      actions={
        <>
          {words.again && (
            <button type="button" className="btn main" onClick={onAgain}>
              <Icon className="i s" />
              <Trans>Call again</Trans>
            </button>
          )}
          {broken && (
            <button type="button" className="btn" onClick={() => setChecking(true)}>
              <Activity className="i s" />
              <Trans>Check my connection</Trans>
            </button>
          )}
          <button type="button" className={words.again ? 'btn' : 'btn main'} onClick={onClose}>
            <MessageSquare className="i s" />
            <Trans>Write a message</Trans>
          </button>
        </>
      }
    >
      {words.text}
      {checking && <CheckDialog check={check} onAgain={onAgain} onClose={() => setChecking(false)} />}
    </Verdict>
  )
}
