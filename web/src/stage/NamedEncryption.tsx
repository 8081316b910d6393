import { useLingui } from '@lingui/react/macro'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

/** The icon alone, where there is no room for the label; readers hear its words. */
export function NamedEncryption({ encryption }: { readonly encryption: Encryption }) {
  const { t } = useLingui()
  const name =
    encryption.class === 'conference'
      ? t`Encrypted to our server`
      : encryption.verified
        ? t`End-to-end encrypted, verified`
        : t`End-to-end encrypted`
  return (
    <span className={`line ${encryptionTone(encryption)}`}>
      <EncryptionIcon encryption={encryption} name={name} />
    </span>
  )
}
