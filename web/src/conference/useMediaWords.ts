import { useLingui } from '@lingui/react/macro'
import type { MediaFailure } from '../media/ports.ts'
import type { MediaProblem } from './ConferenceView.ts'

/** What is the matter with a microphone, camera or screen, and what to do. */
export function useMediaWords(): (problem: MediaProblem) => {
  readonly title: string
  readonly text: string
} {
  const { t } = useLingui()
  const title = (source: MediaProblem['source']): string => {
    switch (source) {
      case 'microphone':
        return t`Your microphone can’t be used.`
      case 'camera':
        return t`Your camera can’t be used.`
      case 'screen':
        return t`Your screen can’t be shared.`
    }
  }
  const text = (failure: MediaFailure): string => {
    switch (failure) {
      case 'denied':
        return t`The browser has refused it. Allow it beside the address of this page, then try again.`
      case 'dismissed':
        return t`The browser’s question was closed. Try again and allow it.`
      case 'no-device':
        return t`None was found. Plug one in; it appears here by itself.`
      case 'in-use':
        return t`Another program is using it. Close that one, then try again.`
      case 'unsupported':
        return t`This browser can’t do that.`
      case 'failed':
        return t`It could not be started. Try again.`
    }
  }
  return ({ source, failure }) => ({ title: title(source), text: text(failure) })
}
