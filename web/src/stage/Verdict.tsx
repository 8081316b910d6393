import type { ReactNode } from 'react'

export interface VerdictProps {
  /** An icon of class `i l`, or the avatar of the other side. */
  readonly icon: ReactNode
  readonly title: string
  /** What is safe now and what to do, one paragraph. */
  readonly children?: ReactNode
  /** Beneath it, what else there is to see and to know. */
  readonly more?: ReactNode
  /** The person must hear of it at once. */
  readonly urgent?: boolean
  /** Buttons; the likeliest first. */
  readonly actions?: ReactNode
}

/** How a call ended, in the place of the picture. */
export function Verdict({ icon, title, children, more, urgent, actions }: VerdictProps) {
  return (
    <div className="calling verdict" role={urgent ? 'alert' : 'status'}>
      {icon}
      <h1>{title}</h1>
      {children !== undefined && <p>{children}</p>}
      {more}
      {actions !== undefined && <div className="choose">{actions}</div>}
    </div>
  )
}
