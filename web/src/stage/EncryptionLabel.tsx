import { Trans } from '@lingui/react/macro'
import { ChevronDown } from 'lucide-react'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

export interface EncryptionLabelProps {
  readonly encryption: Encryption
  /** Whether the sheet behind it is open. */
  readonly open: boolean
  readonly onPress: () => void
}

function Words({ encryption }: { readonly encryption: Encryption }) {
  const dot = <span className="sep"> · </span>
  if (encryption.class === 'conference') {
    return (
      <span>
        <Trans>Conference</Trans>
        {dot}
        <b>
          <Trans>Encrypted to our server</Trans>
        </b>
      </span>
    )
  }
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

/** Stands on every stage from the first second to the last, and opens the sheet that explains it. */
export function EncryptionLabel({ encryption, open, onPress }: EncryptionLabelProps) {
  return (
    <button
      type="button"
      className={`lab ${encryptionTone(encryption)}`}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={onPress}
    >
      <EncryptionIcon encryption={encryption} />
      <Words encryption={encryption} />
      <ChevronDown className="i s" />
    </button>
  )
}
