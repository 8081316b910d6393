import { BadgeCheck, CircleDashed, Lock, type LucideIcon, Server, ShieldAlert } from 'lucide-react'

/**
 * How a call is encrypted, as the label says it (P-3, P-4). The class never changes silently.
 *
 * - `securing`: nothing is proven yet, so no lock is shown (RING-5)
 * - `verified`: the two people have compared their keys
 * - `blocked`: the call was ended because something did not hold: what the network delivered, the emoji, or the keys
 */
export type Encryption =
  | { readonly class: 'securing' }
  | { readonly class: 'direct'; readonly verified: boolean }
  | { readonly class: 'relayed'; readonly verified: boolean }
  | { readonly class: 'conference' }
  | { readonly class: 'blocked'; readonly why: 'unproven' | 'no-match' | 'keys-reset' }

/** The colour that goes with it; never alone, icon and words say the same. */
export function encryptionTone(encryption: Encryption): 'srv' | 'ok' | 'stop' | '' {
  switch (encryption.class) {
    case 'securing':
      return ''
    case 'direct':
    case 'relayed':
      return encryption.verified ? 'ok' : ''
    case 'conference':
      return 'srv'
    case 'blocked':
      return 'stop'
  }
}

function iconOf(encryption: Encryption): LucideIcon {
  switch (encryption.class) {
    case 'securing':
      return CircleDashed
    case 'direct':
    case 'relayed':
      return encryption.verified ? BadgeCheck : Lock
    case 'conference':
      return Server
    case 'blocked':
      return ShieldAlert
  }
}

export interface EncryptionIconProps {
  readonly encryption: Encryption
  /** Where no words stand beside the icon. */
  readonly name?: string
}

export function EncryptionIcon({ encryption, name }: EncryptionIconProps) {
  const Icon = iconOf(encryption)
  return name === undefined ? <Icon className="i s" /> : <Icon className="i s" role="img" aria-label={name} />
}
