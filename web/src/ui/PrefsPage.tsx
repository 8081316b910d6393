import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'

export interface PrefsPageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Phones: the way back to the list. */
  readonly back: { readonly name: string; readonly onPress: () => void }
  readonly children: ReactNode
}

/** A page of settings in the middle place. */
export function PrefsPage({ title, lead, back, children }: PrefsPageProps) {
  return (
    <main className="talk" id="main" tabIndex={-1}>
      <div className="prefs">
        <div>
          <IconButton
            className="phone-only outdent"
            name={back.name}
            icon={ChevronLeft}
            onPress={back.onPress}
          />
          <h1>{title}</h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
          {children}
        </div>
      </div>
    </main>
  )
}
