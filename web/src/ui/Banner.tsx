import { CircleAlert, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type BannerTone = 'plain' | 'ok' | 'srv' | 'look' | 'stop'

export interface BannerProps {
  /** `stop` is read out at once, the others when there is a pause. */
  readonly tone?: BannerTone
  /** By itself a sign of the tone. */
  readonly icon?: LucideIcon
  /** What happened, in one sentence. */
  readonly title?: string
  /** What is safe and what to do. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A note among other things. Those that span a place are written where they stand. */
export function Banner({ tone = 'plain', icon, title, children, action }: BannerProps) {
  const Icon = icon ?? (tone === 'look' ? TriangleAlert : CircleAlert)
  return (
    <div className={`banner box ${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon className="i s" />
      <p>
        {title !== undefined && <b>{title}</b>} {children}
      </p>
      {action}
    </div>
  )
}
