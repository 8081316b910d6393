import { Trans } from '@lingui/react/macro'
import { ChevronDown } from 'lucide-react'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

export interface EncryptionLabelProps {
  readonly encryption: Encryption
  /** Whether the sheet behind it is open. */
  readonly open: boolean
  /** Null once the call is over: then nothing stands behind it. */
  readonly onPress: (() => void) | null
}

function Words({ encryption }: { readonly encryption: Encryption }) {
  const dot = <span className="sep"> · </span>
  switch (encryption.class) {
    case 'securing':
      return (
        <span>
          <Trans comment="from device to device">Direct</Trans>
          {dot}
          <Trans>connecting securely</Trans>
        </span>
      )
    case 'conference':
      return (
        <span>
          <Trans>Conference</Trans>
          {dot}
          <b>
            <Trans>Encrypted to our server</Trans>
          </b>
        </span>
      )
    case 'blocked':
      return (
        <span>
          <b>{encryption.why === 'unproven' ? <Trans>Call blocked</Trans> : <Trans>Blocked</Trans>}</b>
          {dot}
          <Reason why={encryption.why} />
        </span>
      )
    case 'direct':
    case 'relayed':
      return (
        <span>
          {encryption.class === 'direct' ? (
            <Trans comment="from device to device">Direct</Trans>
          ) : (
            <Trans>Relayed by our server</Trans>
          )}
          {dot}
          <Trans>End-to-end encrypted</Trans>
          {encryption.verified && (
            <>
              {dot}
              <b>
                <Trans>Verified</Trans>
              </b>
            </>
          )}
        </span>
      )
  }
}

function Reason({ why }: { readonly why: 'unproven' | 'no-match' | 'keys-reset' }) {
  switch (why) {
    case 'unproven':
      return <Trans>The connection could not be verified</Trans>
    case 'no-match':
      return <Trans>Emoji did not match</Trans>
    case 'keys-reset':
      return <Trans>Keys reset</Trans>
  }
}

/** Stands on every stage from the first second to the last, and opens the sheet that explains it. */
export function EncryptionLabel({ encryption, open, onPress }: EncryptionLabelProps) {
  const look = `lab ${encryptionTone(encryption)}`
  const content = (
    <>
      <EncryptionIcon encryption={encryption} />
      <Words encryption={encryption} />
    </>
  )
  if (onPress === null) return <p className={look}>{content}</p>
  return (
    <button type="button" className={look} aria-haspopup="dialog" aria-expanded={open} onClick={onPress}>
      {content}
      <ChevronDown className="i s" />
    </button>
  )
}
