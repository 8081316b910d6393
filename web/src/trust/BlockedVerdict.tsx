import { Trans, useLingui } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import type { VcallError } from '@tacet/protocol/verified/VcallError'
import { type LucideIcon, Phone, ScreenShare, ShieldAlert, Video } from 'lucide-react'
import { Verdict } from '../stage/Verdict.tsx'
import { type BlockedBecause, blockedBecause } from './blockedBecause.ts'
import { CopyDetails } from './CopyDetails.tsx'

const ICONS: Readonly<Record<CallKind, LucideIcon>> = { audio: Phone, video: Video, screen: ScreenShare }

export interface BlockedVerdictProps {
  readonly error: VcallError
  readonly name: string
  /** Of the call that was blocked. */
  readonly media: CallKind
  /** Sound or picture had flowed before. */
  readonly wasConnected: boolean
  /** Null where another try can't end otherwise. */
  readonly onAgain: (() => void) | null
  /** Looks at the keys of the other side, where they are the reason. */
  readonly onCheck: (() => void) | null
  readonly onBack: () => void
}

/** [ERR-3] A call that could not be trusted: the reason by its name, what is safe, what to do. */
export function BlockedVerdict({
  error,
  name,
  media,
  wasConnected,
  onAgain,
  onCheck,
  onBack,
}: BlockedVerdictProps) {
  const { t } = useLingui()
  const why = blockedBecause(error)
  const keys = why === 'keys-reset' || why === 'possible-attack'
  const Icon = ICONS[media]
  return (
    <Verdict
      urgent
      icon={
        <span className="stop">
          <ShieldAlert className="i l" />
        </span>
      }
      title={t`Call blocked`}
      more={
        <p className="fine">
          <Meaning why={why} name={name} wasConnected={wasConnected} />
        </p>
      }
      actions={
        <>
          {keys && onCheck && (
            <button type="button" className="btn main" onClick={onCheck}>
              <ShieldAlert className="i s" />
              <Trans>Check</Trans>
            </button>
          )}
          {!keys && onAgain && (
            <button type="button" className="btn" onClick={onAgain}>
              <Icon className="i s" />
              <Trans>Call again</Trans>
            </button>
          )}
          <CopyDetails error={error} />
          <button type="button" className="btn plain" onClick={onBack}>
            <Trans>Back to messages</Trans>
          </button>
        </>
      }
    >
      <b className="said">
        <Trans>The connection could not be verified</Trans>
      </b>{' '}
      <span className="mono">({error})</span>.
    </Verdict>
  )
}

interface MeaningProps {
  readonly why: BlockedBecause
  readonly name: string
  readonly wasConnected: boolean
}

function Meaning({ why, name, wasConnected }: MeaningProps) {
  switch (why) {
    case 'keys-reset':
      return (
        <Trans>
          {name} has started with new keys, and nobody has accepted them here. Ask {name} another way before
          you do.
        </Trans>
      )
    case 'possible-attack':
      return (
        <Trans>
          Our server showed two lists of the devices of {name} that contradict each other. Tell {name} another
          way, and show this to those who run your server.
        </Trans>
      )
    case 'version':
      return (
        <Trans>
          Your page and the one of {name} speak different versions of Tacet. Whoever loaded the page earlier
          reloads it.
        </Trans>
      )
    case 'unproven':
      return wasConnected ? (
        <Trans>
          Something that arrived during the call does not fit the keys of {name}. Microphone and camera are
          off. If it happens again, show this to those who run your server.
        </Trans>
      ) : (
        <Trans>
          What arrived while connecting does not fit the keys of {name}. That is why neither sound nor picture
          went out. If it happens again, show this to those who run your server.
        </Trans>
      )
  }
}
