import { Component, type ReactNode } from 'react'

export interface ErrorBoundaryProps {
  /** Shown instead, once something below has thrown. */
  readonly fallback: ReactNode
  readonly children: ReactNode
}

/** Keeps a fault of one part from taking the whole page with it. The browser's console has the fault itself. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
