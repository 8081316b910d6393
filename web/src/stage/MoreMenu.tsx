import { useLingui } from '@lingui/react/macro'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { Fragment, useRef } from 'react'
import { type Control, ControlButton } from './ControlButton.tsx'
import { Popover } from './Popover.tsx'

export interface MoreItem extends Control {
  readonly key: string
  readonly icon: LucideIcon
  readonly name: string
  readonly shortcut?: string
  /** What can't be undone; stands last, behind a line. */
  readonly danger?: boolean
}

export interface MoreMenuProps {
  readonly items: readonly MoreItem[]
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** The menu behind "More", last in the bar. */
export function MoreMenu({ items, open, onOpen }: MoreMenuProps) {
  const { t } = useLingui()
  const anchor = useRef<HTMLButtonElement>(null)
  if (items.length === 0) return null
  return (
    <>
      <ControlButton
        icon={Ellipsis}
        name={t`More`}
        word={t`More`}
        onPress={() => onOpen(!open)}
        popup="menu"
        expanded={open}
        anchor={anchor}
      />
      {open && (
        <Popover name={t`More`} role="menu" anchor={anchor} onClose={() => onOpen(false)}>
          {items.map((item, index) => (
            <Fragment key={item.key}>
              {item.danger && index > 0 && <hr />}
              <button
                type="button"
                role="menuitem"
                data-stop=""
                className={item.danger ? 'danger' : ''}
                aria-disabled={item.onPress === null || undefined}
                title={item.reason}
                aria-label={item.name}
                aria-keyshortcuts={item.shortcut}
                onClick={() => {
                  if (item.onPress === null) return
                  onOpen(false)
                  item.onPress()
                }}
              >
                <item.icon className="i s" />
                {item.name}
                {item.shortcut !== undefined && <kbd>{item.shortcut}</kbd>}
              </button>
            </Fragment>
          ))}
        </Popover>
      )}
    </>
  )
}
