import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { CallRetentionDays } from '@tacet/protocol/identity'
import type { ReactNode } from 'react'
import { Dial } from '../ui/Dial.tsx'
import { RETENTION_STOPS, stopOf } from './retentionStops.ts'

export interface RetentionDialProps {
  readonly label: string
  readonly days: CallRetentionDays
  readonly onChange: (days: CallRetentionDays) => void
  readonly disabled?: boolean
  /** What follows from it, after the words for the value. */
  readonly children: ReactNode
}

/** A length of time in words: "90 days". */
export function useRetentionWords(): (days: CallRetentionDays) => string {
  const { t } = useLingui()
  return days => {
    if (days === null) return t`Unlimited`
    return days === 0 ? t`Never written` : t`${plural(days, { one: '# day', other: '# days' })}`
  }
}

/** How long rows of calls stay. */
export function RetentionDial({ days, onChange, children, ...dial }: RetentionDialProps) {
  const { t } = useLingui()
  const words = useRetentionWords()
  const mark = (stop: CallRetentionDays): string => {
    if (stop === null) return t({ message: 'unlimited', comment: 'end of a scale of days' })
    return stop === 0 ? t({ message: 'never', comment: 'beginning of a scale of days' }) : String(stop)
  }
  return (
    <Dial
      {...dial}
      stops={RETENTION_STOPS.map(stop => ({ mark: mark(stop), name: words(stop) }))}
      at={stopOf(days)}
      onChange={at => onChange(RETENTION_STOPS[at] ?? null)}
      hint={
        <>
          <b>{words(days)}.</b> {children}
        </>
      }
    />
  )
}
