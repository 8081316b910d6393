import { Trans, useLingui } from '@lingui/react/macro'
import { KeyRound, ShieldAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import type { TrustBannerKind } from './trustView.ts'

export interface TrustBannerProps {
  readonly banner: TrustBannerKind
  readonly name: string
  /** Held keys: looks at what happened. */
  readonly onCheck: () => void
  /** New device, changed keys: shows where one can compare. */
  readonly onCompare: () => void
  /** A new device was taken note of. */
  readonly onDismiss: () => void
}

/** Above a conversation: what has happened to the other side’s keys. Only amber can be closed. */
export function TrustBanner({ banner, name, onCheck, onCompare, onDismiss }: TrustBannerProps) {
  const { t } = useLingui()
  const check = (
    <button type="button" className="btn small" onClick={onCheck}>
      <Trans>Check</Trans>
    </button>
  )
  const compare = (
    <button type="button" className="btn small" onClick={onCompare}>
      <Trans>Compare</Trans>
    </button>
  )
  switch (banner) {
    case 'new-device':
      return (
        <div className="banner look" role="status">
          <KeyRound className="i s" />
          <p>
            <b>
              <Trans>{name} is using a new device.</Trans>
            </b>{' '}
            <Trans>One of their older devices has approved it.</Trans>
          </p>
          {compare}
          <IconButton small name={t`Close note`} icon={X} onPress={onDismiss} />
        </div>
      )
    case 'keys-changed':
      return (
        <Red title={<Trans>{name}’s keys changed.</Trans>} action={compare}>
          <Trans>Until you have compared emoji or safety number, you can’t know who holds them.</Trans>
        </Red>
      )
    case 'keys-reset':
      return (
        <Red title={<Trans>Keys reset, call blocked.</Trans>} action={check}>
          <Trans>{name} has started with new keys. Calls with them are blocked in both directions.</Trans>
        </Red>
      )
    case 'possible-attack':
      return (
        <Red title={<Trans>Possible attack, calls blocked.</Trans>} action={check}>
          <Trans>What you compared with {name} did not match, or their keys contradict each other.</Trans>
        </Red>
      )
    case 'blocked':
      return (
        <Red title={<Trans>Calls with {name} are blocked.</Trans>} action={check}>
          <Trans>Their keys could not be trusted, and nobody has accepted new ones yet.</Trans>
        </Red>
      )
  }
}

interface RedProps {
  readonly title: ReactNode
  readonly action: ReactNode
  readonly children: ReactNode
}

function Red({ title, action, children }: RedProps) {
  return (
    <div className="banner stop" role="alert">
      <ShieldAlert className="i s" />
      <p>
        <b>{title}</b> {children}
      </p>
      {action}
    </div>
  )
}
