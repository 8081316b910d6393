import { type KeyboardEvent, useRef } from 'react'

export interface SegmentedControlProps<Key extends string> {
  readonly name: string
  readonly options: readonly { readonly key: Key; readonly name: string }[]
  readonly value: Key
  readonly onChange: (key: Key) => void
}

/** Steps of the arrow keys, in reading order. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** One of a few, all in sight: a radio group with one stop for Tab; arrows choose. */
export function SegmentedControl<Key extends string>(props: SegmentedControlProps<Key>) {
  const { name, options, value, onChange } = props
  const group = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = options.findIndex(({ key }) => key === value)
    const to = (at + step + options.length) % options.length
    const next = options[to]
    if (!next) return
    onChange(next.key)
    group.current?.querySelectorAll('button')[to]?.focus()
  }
  return (
    <div ref={group} className="seg" role="radiogroup" aria-label={name} onKeyDown={onKeyDown}>
      {options.map(option => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio can't look like a segment in every browser
        <button
          key={option.key}
          type="button"
          role="radio"
          aria-checked={option.key === value}
          tabIndex={option.key === value ? 0 : -1}
          onClick={() => onChange(option.key)}
        >
          {option.name}
        </button>
      ))}
    </div>
  )
}
