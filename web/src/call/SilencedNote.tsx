import { Trans } from '@lingui/react/macro'
import { VolumeX } from 'lucide-react'
import { useSilenced } from './useSilenced.ts'

/** [CALL-4] A quiet line that the first click anywhere takes away: until then no ring would be heard. */
export function SilencedNote() {
  if (!useSilenced()) return null
  return (
    <p className="silenced" role="status">
      <VolumeX className="i s" />
      <Trans>Click once to hear calls</Trans>
    </p>
  )
}
