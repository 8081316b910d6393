import { useLingui } from '@lingui/react/macro'
import type { Presence } from '@tacet/protocol/presence'
import type { DotShape } from '../ui/PresenceDot.tsx'

const SHAPE_OF: Readonly<Record<Exclude<Presence, 'gone'>, DotShape>> = {
  here: 'full',
  away: 'ring',
  dnd: 'bar',
  call: 'handset',
}

/** Shape of the dot at an avatar; null when somebody is gone: then there is none. */
export const dotShape = (presence: Presence): DotShape | null =>
  presence === 'gone' ? null : SHAPE_OF[presence]

export function usePresenceWords(): (presence: Presence) => string {
  const { t } = useLingui()
  return presence => {
    switch (presence) {
      case 'here':
        return t`Here`
      case 'away':
        return t`Away`
      case 'dnd':
        return t`Do not disturb`
      case 'call':
        return t`In a call`
      case 'gone':
        return t`Not here`
    }
  }
}
