import { useLingui } from '@lingui/react/macro'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

/** The icon alone, where there is no room for the label; readers hear its words. */
export function NamedEncryption({ encryption }: { readonly encryption: Encryption }) {
  const name = useName(encryption)
  return (
    <span className={`line ${encryptionTone(encryption)}`}>
      <EncryptionIcon encryption={encryption} name={name} />
    </span>
  )
}

function useName(encryption: Encryption): string {
  const { t } = useLingui()
  switch (encryption.class) {
    case 'securing':
      return t`Connecting securely`
    case 'direct':
    case 'relayed':
      return encryption.verified ? t`End-to-end encrypted, verified` : t`End-to-end encrypted`
    case 'conference':
      return t`Encrypted to our server`
    case 'blocked':
      return t`Blocked`
  }
}
