import { BadgeCheck, Lock, Server } from 'lucide-react'

/**
 * How a call is encrypted, as the label says it (P-3, P-4). The class never changes silently.
 * `verified`: the two people have compared their keys.
 */
export type Encryption =
  | { readonly class: 'direct'; readonly verified: boolean }
  | { readonly class: 'relayed'; readonly verified: boolean }
  | { readonly class: 'conference' }

/** The colour that goes with it; never alone, icon and words say the same. */
export function encryptionTone(encryption: Encryption): 'srv' | 'ok' | '' {
  if (encryption.class === 'conference') return 'srv'
  return encryption.verified ? 'ok' : ''
}

export interface EncryptionIconProps {
  readonly encryption: Encryption
  /** Where no words stand beside the icon. */
  readonly name?: string
}

export function EncryptionIcon({ encryption, name }: EncryptionIconProps) {
  const Icon = encryption.class === 'conference' ? Server : encryption.verified ? BadgeCheck : Lock
  return name === undefined ? <Icon className="i s" /> : <Icon className="i s" role="img" aria-label={name} />
}
