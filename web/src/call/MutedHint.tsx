import { useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import type { MeterLevel } from '../media/ports.ts'
import { showToast } from '../ui/toasts.ts'
import type { CallController } from './CallController.ts'
import { useMutedSpeech } from './useMutedSpeech.ts'

export interface MutedHintProps {
  readonly controller: CallController
  readonly meter: MeterLevel
}

/** [CALL-21] Says it to somebody who speaks while muted, wherever in the app they are. */
export function MutedHint({ controller, meter }: MutedHintProps) {
  const { t } = useLingui()
  const muted = useStore(controller.store, ({ own }) => (own.microphone === 'muted' ? own.voice : null))
  useMutedSpeech(muted, meter, () => showToast(t`You are muted: nobody hears what you say.`))
  return null
}
