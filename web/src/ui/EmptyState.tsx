import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: ReactNode
  /** What to do next, in one sentence. */
  readonly children: ReactNode
  /** One button. */
  readonly action?: ReactNode
}

/** Where there is nothing yet. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon className="i l" />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  )
}
