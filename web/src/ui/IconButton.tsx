import type { LucideIcon } from 'lucide-react'

export interface IconButtonProps {
  readonly name: string
  readonly icon: LucideIcon
  readonly small?: boolean
  /** A button that is on or off. */
  readonly pressed?: boolean
  readonly disabled?: boolean
  /** `phone-only` or `desk-only`. */
  readonly className?: string
  readonly onPress: () => void
}

/** An icon with a name, which shows on hovering. */
export function IconButton({ name, icon: Icon, small = false, className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      className={['ib', small ? 'small' : '', className].filter(Boolean).join(' ')}
      aria-label={name}
      title={name}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <Icon className={small ? 'i s' : 'i'} />
    </button>
  )
}
