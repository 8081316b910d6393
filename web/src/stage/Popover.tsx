import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useRovingFocus } from '../ui/useRovingFocus.ts'

export interface PopoverProps {
  readonly name: string
  /** Groups of radios are a dialog; a list of commands is a menu with one stop for Tab. */
  readonly role: 'dialog' | 'menu'
  readonly className?: string
  /** The control it belongs to: it opens above it and gives the focus back to it. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Moves the popover above its control, but not out of the stage. */
function place(popover: HTMLElement, anchor: HTMLElement): void {
  const parent = popover.offsetParent
  const stage = popover.closest('.stage')
  if (parent === null || stage === null) return
  const origin = parent.getBoundingClientRect().left
  const bounds = stage.getBoundingClientRect()
  const wanted = (anchor.closest('.duo') ?? anchor).getBoundingClientRect().left
  const most = bounds.right - popover.offsetWidth - 8
  popover.style.left = `${Math.max(bounds.left + 8, Math.min(wanted, most)) - origin}px`
}

/** Stays inside the stage, so that it is dark and shows in full screen. Escape, a press outside and Tab close it. */
export function Popover({ name, role, className = '', anchor, onClose, children }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null)
  const onArrow = useRovingFocus(ref)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })

  useLayoutEffect(() => {
    const popover = ref.current
    const control = anchor.current
    if (popover === null || control === null) return
    place(popover, control)
    const first = ['[aria-checked="true"]', '[data-stop]', 'button']
      .map(selector => popover.querySelector<HTMLElement>(selector))
      .find(found => found !== null)
    first?.focus()
    const onPress = (event: PointerEvent) => {
      const inside =
        event.target instanceof Node && (popover.contains(event.target) || control.contains(event.target))
      if (!inside) close.current()
    }
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      // Only when the focus would be lost with the popover; elsewhere the person has put it.
      if (popover.contains(document.activeElement) || document.activeElement === document.body)
        control.focus()
    }
  }, [anchor])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the role is one of two
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of them are named by aria-label
    <div
      ref={ref}
      className={`menu pop ${className}`}
      role={role}
      aria-label={name}
      onKeyDown={event => {
        if (role === 'menu') onArrow(event)
        if (event.key !== 'Escape' && !(role === 'menu' && event.key === 'Tab')) {
          event.stopPropagation()
          return
        }
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      onBlur={event => {
        const to = event.relatedTarget
        if (to !== null && !event.currentTarget.contains(to) && to !== anchor.current) onClose()
      }}
    >
      {children}
    </div>
  )
}
