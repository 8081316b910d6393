import { Trans } from '@lingui/react/macro'
import { RotateCw } from 'lucide-react'
import { SheetPage } from '../ui/SheetPage.tsx'

/** Where a fault of ours has ended the page. */
export function BrokenPage() {
  return (
    <SheetPage name="Tacet">
      <div role="alert">
        <h1>
          <Trans>This page has stopped working</Trans>
        </h1>
        <p>
          <Trans>
            That is a fault of ours. What you sent is safe, and what you were writing stands there again.
          </Trans>
        </p>
      </div>
      <button type="button" className="btn main big wide" onClick={() => location.reload()}>
        <RotateCw className="i" />
        <Trans>Reload the page</Trans>
      </button>
    </SheetPage>
  )
}
