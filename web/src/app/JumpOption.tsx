import { Trans } from '@lingui/react/macro'
import { CornerDownLeft } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { findMatch } from './jumpTargets.ts'

export interface JumpGroupProps {
  readonly name: string
  readonly count: number
  readonly children: ReactNode
}

/** Options of one kind, under its name. */
export function JumpGroup({ name, count, children }: JumpGroupProps) {
  const id = useId()
  if (count === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not a fieldset
    <div role="group" aria-labelledby={id}>
      <h3 className="cap" id={id} role="presentation">
        {name}
      </h3>
      {children}
    </div>
  )
}

export interface JumpOptionProps {
  readonly id: string
  readonly title: string
  /** What was typed: marked in the title. */
  readonly text: string
  readonly sign: ReactNode
  readonly about: string
  readonly chosen: boolean
  readonly onPress: () => void
}

/** One place in the list; what was typed is marked in its name. */
export function JumpOption({ id, title, text, sign, about, chosen, onPress }: JumpOptionProps) {
  const [start, end] = findMatch(title, text) ?? [0, 0]
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as in every combobox
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    <div id={id} className="row" role="option" aria-selected={chosen} onClick={onPress}>
      {sign}
      <div>
        <span className="name cut" dir="auto">
          {title.slice(0, start)}
          <mark>{title.slice(start, end)}</mark>
          {title.slice(end)}
        </span>
        <span className="what cut">{about}</span>
      </div>
      {chosen && (
        <span className="line quiet desk-only" aria-hidden="true">
          <Trans comment="what Enter does">open</Trans>
          <kbd>
            <CornerDownLeft className="i s" />
          </kbd>
        </span>
      )}
    </div>
  )
}
