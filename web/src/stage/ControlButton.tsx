import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type RefObject, useId } from 'react'

export interface Control {
  /** Null: it can't be used now, and `reason` says why. It is never gone (a control that isn't allowed is disabled). */
  readonly onPress: (() => void) | null
  readonly reason?: string | undefined
}

export interface ControlButtonProps extends Control {
  readonly icon: LucideIcon
  /** The whole name, as in "Turn camera off". */
  readonly name: string
  /** The short word under the icon; part of the name. */
  readonly word: string
  /** Key that does the same. */
  readonly shortcut?: string
  /** `off`: inverted, as a muted microphone · `up`: amber, as a running share. */
  readonly look?: 'off' | 'up' | undefined
  /** Hidden on a phone, where it is in the menu "More". */
  readonly extra?: boolean
  readonly expanded?: boolean | undefined
  readonly popup?: 'menu' | 'dialog' | undefined
  readonly anchor?: RefObject<HTMLButtonElement | null> | undefined
  readonly children?: ReactNode
}

/** One control of the bar: icon, word, tooltip with its key, and the reason where it can't be used. */
export function ControlButton({ icon: Icon, name, word, onPress, reason, ...props }: ControlButtonProps) {
  const description = useId()
  const disabled = onPress === null
  const title =
    disabled && reason !== undefined ? reason : props.shortcut ? `${name} (${props.shortcut})` : name
  const classes = ['ctl', props.extra ? 'extra' : '', props.look ?? ''].filter(Boolean).join(' ')
  return (
    <button
      ref={props.anchor}
      type="button"
      data-stop=""
      className={classes}
      aria-label={name}
      title={title}
      aria-disabled={disabled || undefined}
      aria-describedby={disabled && reason !== undefined ? description : undefined}
      aria-keyshortcuts={props.shortcut}
      aria-haspopup={props.popup}
      aria-expanded={props.expanded}
      onClick={onPress ?? undefined}
    >
      <Icon className="i" />
      <span>{word}</span>
      {props.children}
      {disabled && reason !== undefined && (
        <span id={description} hidden>
          {reason}
        </span>
      )}
    </button>
  )
}
