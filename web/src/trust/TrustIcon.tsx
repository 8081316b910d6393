import { BadgeCheck, CircleDashed, Lock, ShieldAlert } from 'lucide-react'
import type { TrustView } from './trustView.ts'

/** The colour of what is said; icon and words say the same. */
export function trustTone({ is }: TrustView): 'ok' | 'stop' | '' {
  if (is === 'verified') return 'ok'
  return is === 'changed' || is === 'blocked' ? 'stop' : ''
}

export function TrustIcon({ view, small = false }: { readonly view: TrustView; readonly small?: boolean }) {
  const size = small ? 'i s' : 'i'
  switch (view.is) {
    case 'unknown':
      return <CircleDashed className={size} />
    case 'tofu':
      return <Lock className={size} />
    case 'verified':
      return <BadgeCheck className={size} />
    case 'changed':
    case 'blocked':
      return <ShieldAlert className={size} />
  }
}
