import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'

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

/** A button with a menu of commands behind it. */
export function MenuButton({ name, className = 'ib', commands, children }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button className={className} aria-label={name}>
        {children}
      </Button>
      <Popover placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={name}>
          {commands.map(({ key, name: command, icon: Icon, danger, onPress }) => (
            <MenuItem
              key={key}
              className={danger ? 'item danger' : 'item'}
              textValue={command}
              onAction={onPress}
            >
              <Icon className="i s" />
              {command}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
