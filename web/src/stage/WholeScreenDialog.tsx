import { Trans, useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import type { Devices } from '../media/ports.ts'
import { Question } from '../ui/Question.tsx'

/** [SHARE-2] A whole screen shows more than one thinks of: asked once more, before anything of it is sent. */
export function WholeScreenDialog({ devices }: { readonly devices: Devices }) {
  const { t } = useLingui()
  const asks = useSyncExternalStore(
    onChange => devices.onChange(onChange),
    () => devices.asksWholeScreen,
  )
  if (!asks) return null
  return (
    <Question
      title={t`Share your whole screen?`}
      action={t`Share whole screen`}
      look="main"
      onAction={() => devices.answerWholeScreen(true)}
      onClose={() => devices.answerWholeScreen(false)}
    >
      <Trans>
        Whatever appears on it can be seen, messages and notifications too. Nothing has been sent yet. To show
        less, share a window or a tab.
      </Trans>
    </Question>
  )
}
