import type { ReactNode } from 'react'
import './stage.css'

export interface StageProps {
  /** The reader is sharing: the amber frame. */
  readonly framed?: boolean
  /** Covers the whole page, for full screen. */
  readonly alone?: boolean
  readonly children: ReactNode
}

/** The always dark place of a call. Holds, in this order: SharingBar, StageTop, the view, ControlBar. */
export function Stage({ framed = false, alone = false, children }: StageProps) {
  const classes = ['stage', framed ? 'framed' : '', alone ? 'alone' : ''].filter(Boolean).join(' ')
  return (
    <main className={classes} id="main">
      {children}
    </main>
  )
}
