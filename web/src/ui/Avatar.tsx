import type { CSSProperties, ReactNode } from 'react'
import { hueOf, initials } from './initials.ts'

export interface AvatarProps {
  /** Gives the colour. */
  readonly id: string
  readonly name: string
  /** Pixels; without it the surroundings decide, 32 by default. */
  readonly size?: number | undefined
  /** A `PresenceDot`, where presence shows. */
  readonly children?: ReactNode
}

/** Initials on a colour of the person's own. The name always stands beside it, so readers skip the letters. */
export function Avatar({ id, name, size, children }: AvatarProps) {
  const style = { '--h': hueOf(id), ...(size === undefined ? {} : { '--s': `${size}px` }) } as CSSProperties
  return (
    <span className="av" style={style}>
      <span aria-hidden="true">{initials(name)}</span>
      {children}
    </span>
  )
}
