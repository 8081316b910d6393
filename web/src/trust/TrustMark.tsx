import { useLingui } from '@lingui/react/macro'
import { BadgeCheck, ShieldAlert } from 'lucide-react'
import { markOf, type TrustMarkKind, type TrustView } from './trustView.ts'

export interface TrustMarkProps {
  readonly view: TrustView
  /** In lists: the icon alone, whose words readers hear. */
  readonly brief?: boolean
}

/** Beside a name: verified, or something is wrong. Nothing at first contact. */
export function TrustMark({ view, brief = false }: TrustMarkProps) {
  const { t } = useLingui()
  const words = useMarkWords(view)
  const kind = markOf(view)
  if (kind === null) return null
  const Icon = kind === 'verified' ? BadgeCheck : ShieldAlert
  const short: Readonly<Record<TrustMarkKind, string>> = {
    verified: t`Verified`,
    changed: t`Keys changed`,
    blocked: t`Blocked`,
  }
  const tone = kind === 'verified' ? 'ok' : 'stop'
  if (brief) {
    return (
      <span className={`mark ${tone}`} title={short[kind]}>
        <Icon className="i" role="img" aria-label={short[kind]} />
      </span>
    )
  }
  return (
    <span className={`mark ${tone}`}>
      <Icon className="i" />
      <span className="desk-only">{words}</span>
      <span className="sr phone-only">{short[kind]}</span>
    </span>
  )
}

function useMarkWords(view: TrustView): string {
  const { t } = useLingui()
  if (view.is === 'verified') return t`Verified`
  if (view.is === 'changed') return t`Keys changed`
  if (view.is !== 'blocked') return ''
  switch (view.why) {
    case 'keys-reset':
      return t`Blocked: keys reset`
    case 'possible-attack':
      return t`Blocked: possible attack`
    case 'unknown':
      return t`Blocked`
  }
}
