import { useLingui } from '@lingui/react/macro'

export interface SafetyNumberProps {
  /** Twelve groups of five digits, with a blank between. */
  readonly number: string
  /** Beside others, in a dialog. */
  readonly small?: boolean
  /** Which of several it is, for those who hear it. */
  readonly name?: string
}

/** [SN-1] The number that is the same for two people. */
export function SafetyNumber({ number, small = false, name }: SafetyNumberProps) {
  const { t } = useLingui()
  return (
    <ol className={small ? 'safety small' : 'safety'} aria-label={name ?? t`Safety number, twelve groups`}>
      {number.split(' ').map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and places never move
        <li key={place}>{group}</li>
      ))}
    </ol>
  )
}
