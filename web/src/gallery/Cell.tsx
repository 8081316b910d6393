import { type ReactNode, useState } from 'react'

/** One component and its states. */
export function Cell({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="cell">
      <h2>{name}</h2>
      {children}
    </section>
  )
}

export interface HoldingProps<T> {
  readonly first: T
  readonly children: (value: T, change: (value: T) => void) => ReactNode
}

/** Holds the value of a component that does not hold it itself. */
export function Holding<T>({ first, children }: HoldingProps<T>) {
  const [value, change] = useState(first)
  return children(value, change)
}
