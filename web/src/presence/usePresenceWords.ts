import { useLingui } from '@lingui/react/macro'
import type { Presence, Shown } from '@tacet/protocol/presence'
import { useFormats } from '../i18n/useFormats.ts'
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

/** With the end and the message that somebody has chosen: "Do not disturb until 12:00 · Back at noon". */
export function useShownWords(): (shown: Shown) => string {
  const { t } = useLingui()
  const words = usePresenceWords()
  const { brief, time } = useFormats()
  return ({ presence, message, until }) => {
    const state = words(presence)
    const soon = until !== null && until - Date.now() < 12 * 60 * 60 * 1_000
    const end = until === null ? null : soon ? time(until) : brief(until)
    const timed = end === null ? state : t`${state} until ${end}`
    return message === null ? timed : `${timed} · ${message}`
  }
}
