import { Phone } from 'lucide-react'

/** `full`: here · `ring`: away · `bar`: not to be disturbed · `handset`: on the phone. Shape tells, not colour. */
export type DotShape = 'full' | 'ring' | 'bar' | 'handset'

const CLASS_OF: Readonly<Record<DotShape, string>> = { full: '', ring: 'away', bar: 'dnd', handset: 'call' }

export interface PresenceDotProps {
  readonly shape: DotShape
  /** Where no words stand beside it. */
  readonly name?: string
  /** In a line of text; else it sits at the corner of an avatar. */
  readonly inLine?: boolean
}

export function PresenceDot({ shape, name, inLine = false }: PresenceDotProps) {
  const classes = `dot ${CLASS_OF[shape]} ${inLine ? 'here' : ''}`
  const icon = shape === 'handset' && <Phone className="i" />
  if (name === undefined) return <span className={classes}>{icon}</span>
  return (
    <span className={classes} role="img" aria-label={name}>
      {icon}
    </span>
  )
}
