import { ChevronDown, type LucideIcon } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { type Control, ControlButton } from './ControlButton.tsx'
import { Popover } from './Popover.tsx'

export interface DeviceControlProps extends Control {
  readonly icon: LucideIcon
  readonly on: boolean
  readonly name: string
  readonly word: string
  readonly shortcut: string
  /** The hairline under the microphone. */
  readonly level?: ReactNode
  readonly menu: {
    readonly buttonName: string
    readonly name: string
    readonly open: boolean
    readonly onOpen: (open: boolean) => void
    readonly content: ReactNode
  }
}

/** A device and its ▾. */
export function DeviceControl({
  icon,
  on,
  name,
  word,
  shortcut,
  level,
  menu,
  ...control
}: DeviceControlProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  return (
    <>
      <div className="duo">
        {level}
        <ControlButton
          {...control}
          icon={icon}
          name={name}
          word={word}
          shortcut={shortcut}
          look={on ? undefined : 'off'}
        />
        <button
          ref={anchor}
          type="button"
          data-stop=""
          className="more"
          aria-label={menu.buttonName}
          title={menu.buttonName}
          aria-haspopup="dialog"
          aria-expanded={menu.open}
          onClick={() => menu.onOpen(!menu.open)}
        >
          <ChevronDown className="i s" />
        </button>
      </div>
      {menu.open && (
        <Popover
          name={menu.name}
          role="dialog"
          className="devices"
          anchor={anchor}
          onClose={() => menu.onOpen(false)}
        >
          {menu.content}
        </Popover>
      )}
    </>
  )
}
