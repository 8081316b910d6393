import type { ReactNode } from 'react'
import { RestMark } from './RestMark.tsx'

export interface SheetPageProps {
  /** Whose page it is, or what happens on it. */
  readonly name: string
  /** At the right of the header. */
  readonly tools?: ReactNode
  readonly footer?: ReactNode
  /** `narrow` for one form, `mid` for steps; `bare`: the children bring their own place. */
  readonly width?: 'narrow' | 'mid' | 'bare'
  readonly children: ReactNode
}

/** A page without the places: before signing in, and what is read at leisure. */
export function SheetPage({ name, tools, footer, width = 'narrow', children }: SheetPageProps) {
  return (
    <div className="sheet-page">
      <header>
        <RestMark />
        <b className="grow cut" dir="auto">
          {name}
        </b>
        {tools}
      </header>
      {width === 'bare' ? (
        children
      ) : (
        <main className={width === 'mid' ? 'narrow mid' : 'narrow'} id="main" tabIndex={-1}>
          {children}
        </main>
      )}
      {footer !== undefined && <footer>{footer}</footer>}
    </div>
  )
}
