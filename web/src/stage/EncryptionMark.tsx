import { Trans } from '@lingui/react/macro'
import { BadgeCheck, Lock, Server } from 'lucide-react'

interface MarkProps {
  /** A paragraph of its own, or part of something. */
  readonly as: 'p' | 'span'
}

/** Of a direct call: end-to-end encrypted, and whether the two have compared their keys. */
export function EndToEndMark({ verified, as: Tag }: MarkProps & { readonly verified: boolean }) {
  return (
    <Tag className={verified ? 'mark ok' : 'mark'}>
      {verified ? <BadgeCheck className="i" /> : <Lock className="i" />}
      <span>
        <Trans>End-to-end encrypted</Trans>
        {verified && (
          <>
            {' · '}
            <Trans>Verified</Trans>
          </>
        )}
      </span>
    </Tag>
  )
}

/** Of every conference. */
export function ToServerMark({ as: Tag }: MarkProps) {
  return (
    <Tag className="mark srv">
      <Server className="i" />
      <span>
        <Trans>Encrypted to our server</Trans>
      </span>
    </Tag>
  )
}
