import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useRovingFocus } from './useRovingFocus.ts'

export interface MenuCommand {
  readonly key: string
  readonly name: string
  readonly icon: LucideIcon
  readonly danger?: boolean
  readonly onPress: () => void
}

export interface MenuButtonProps {
  /** Accessible name of the button, and of the menu. */
  readonly name: string
  readonly className?: string
  readonly commands: readonly MenuCommand[]
  /** What the button shows. */
  readonly children: ReactNode
}

/** Pixels between the button and its menu, and between the menu and the edge of the window. */
const GAP = 4
const EDGE = 8

/** Below the button and flush with its end; above it where there is no room below. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const rightToLeft = getComputedStyle(button).direction === 'rtl'
  const left = rightToLeft ? at.left : at.right - menu.offsetWidth
  const below = at.bottom + GAP
  const fits = below + menu.offsetHeight + EDGE <= innerHeight
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - menu.offsetWidth - EDGE))}px`
  menu.style.top = `${fits ? below : Math.max(EDGE, at.top - GAP - menu.offsetHeight)}px`
}

/** A button with a menu of commands behind it, on the browser's own popover: it closes by Esc or a press elsewhere. */
export function MenuButton({ name, className = 'ib', commands, children }: MenuButtonProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const onArrow = useRovingFocus(menu)

  const onToggle = (opened: boolean) => {
    setOpen(opened)
    if (!opened || menu.current === null || button.current === null) return
    place(menu.current, button.current)
    menu.current.querySelector('button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') menu.current?.hidePopover()
    else if (/^\p{L}$/u.test(event.key)) focusByLetter(event.key, menu.current)
    else onArrow(event)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          menu.current?.showPopover()
        }}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        className="menu anchored"
        popover="auto"
        role="menu"
        aria-label={name}
        tabIndex={-1}
        onToggle={event => onToggle(event.newState === 'open')}
        onKeyDown={onKeyDown}
      >
        {commands.map(({ key, name: command, icon: Icon, danger, onPress }) => (
          <button
            key={key}
            type="button"
            role="menuitem"
            data-stop
            className={danger ? 'danger' : undefined}
            onClick={() => {
              // First the menu gives the focus back, so that a dialog opened here returns it to the button.
              menu.current?.hidePopover()
              button.current?.focus()
              onPress()
            }}
          >
            <Icon className="i s" />
            {command}
          </button>
        ))}
      </div>
    </>
  )
}

/** The next command that begins with the typed letter. */
function focusByLetter(letter: string, menu: HTMLElement | null): void {
  const all = [...(menu?.querySelectorAll('button') ?? [])]
  const at = all.findIndex(item => item.matches(':focus'))
  const ordered = [...all.slice(at + 1), ...all.slice(0, at + 1)]
  ordered.find(item => item.textContent?.toLowerCase().startsWith(letter.toLowerCase()))?.focus()
}
