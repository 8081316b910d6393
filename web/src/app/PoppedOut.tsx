import { DirectCallPopOut } from '../call/DirectCallPopOut.tsx'
import { useShownCall } from '../call/useShownCall.ts'
import { ConferencePopOut } from '../conference/ConferencePopOut.tsx'
import type { Page } from './createPage.ts'
import { useCallVerified } from './useCallTrust.tsx'
import { useFaceOf, useMe } from './useFaceOf.ts'
import type { StagePlace } from './useStage.ts'

/** What runs, in its window, as long as that is open. */
export function PoppedOut({ page, stage }: { readonly page: Page; readonly stage: StagePlace }) {
  const me = useMe(page)
  const verified = useCallVerified(page)
  const faceOf = useFaceOf(page)
  const controller = useShownCall(page.calls.telephone)
  const { window, onClose } = stage.popOut
  if (window === null) return null
  const shared = {
    faceOf,
    window,
    onReturn: () => {
      onClose()
      stage.show()
    },
  }
  if (stage.running === 'call')
    return <DirectCallPopOut controller={controller} verified={verified} {...shared} />
  if (stage.running === 'conference')
    return <ConferencePopOut controller={page.conferences} me={me} {...shared} />
  return null
}
