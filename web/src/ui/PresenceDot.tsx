import { Phone } from 'lucide-react'

/** `full`: here · `ring`: away · `bar`: not to be disturbed · `handset`: on the phone. Shape tells, not colour. */
export type DotShape = 'full' | 'ring' | 'bar' | 'handset'

const CLASS_OF: Readonly<Record<DotShape, string>> = { full: '', ring: 'away', bar: 'dnd', handset: 'call' }

/** Sits at the corner of an avatar. */
export function PresenceDot({ shape, name }: { readonly shape: DotShape; readonly name: string }) {
  return (
    <span className={`dot ${CLASS_OF[shape]}`} role="img" aria-label={name}>
      {shape === 'handset' && <Phone className="i" />}
    </span>
  )
}
