import { Trans, useLingui } from '@lingui/react/macro'
import { Ear } from 'lucide-react'
import { useEffect } from 'react'
import type { Devices } from '../media/ports.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { CallController } from './CallController.ts'
import type { MediaProblem } from './CallView.ts'
import { HowToAllow } from './HowToAllow.tsx'

export interface MediaProblemDialogProps {
  readonly problem: MediaProblem
  readonly controller: CallController
  readonly devices: Devices
  readonly peer: string
}

/** [CALL-1] Something could not be opened before the call: nothing has rung; what now? */
export function MediaProblemDialog({ problem, controller, devices, peer }: MediaProblemDialogProps) {
  const title = useTitle(problem)
  const denied = problem.failure === 'denied' || problem.failure === 'dismissed'
  const again = () => controller.retryMedia()

  // A device that is plugged in while the dialog stands is what everybody waits for.
  useEffect(() => {
    if (problem.failure !== 'no-device') return
    const before = devices.list[problem.source === 'camera' ? 'camera' : 'microphone'].length
    return devices.onChange(() => {
      const now = devices.list[problem.source === 'camera' ? 'camera' : 'microphone'].length
      if (now > before) controller.retryMedia()
    })
  }, [problem, devices, controller])

  return (
    <Dialog
      title={title}
      width={520}
      onClose={() => controller.hangUp()}
      footer={
        <>
          <button type="button" className="btn" onClick={() => controller.continueWithout()}>
            {problem.source === 'microphone' && <Ear className="i s" />}
            <Without source={problem.source} />
          </button>
          <span className="grow" />
          <button type="button" className="btn plain" onClick={() => controller.hangUp()}>
            <Trans>Cancel</Trans>
          </button>
          <button type="button" className="btn main" onClick={again}>
            <Trans>Try again</Trans>
          </button>
        </>
      }
    >
      <p className="quiet f3">
        <Why problem={problem} /> <Trans>Nothing has rung at {peer}’s.</Trans>
      </p>
      {denied && problem.source !== 'screen' && <HowToAllow source={problem.source} />}
      {problem.source === 'microphone' && (
        <p className="quiet">
          <Trans>
            Or call without a microphone: you hear {peer}, {peer} does not hear you, and is told so.
          </Trans>
        </p>
      )}
    </Dialog>
  )
}

function useTitle({ source, failure }: MediaProblem): string {
  const { t } = useLingui()
  if (failure === 'no-device') return source === 'camera' ? t`No camera found` : t`No microphone found`
  if (failure === 'in-use') return source === 'camera' ? t`The camera is in use` : t`The microphone is in use`
  switch (source) {
    case 'microphone':
      return t`Tacet may not use the microphone`
    case 'camera':
      return t`Tacet may not use the camera`
    case 'screen':
      return t`The screen can’t be shared`
  }
}

function Why({ problem }: { readonly problem: MediaProblem }) {
  switch (problem.failure) {
    case 'denied':
    case 'dismissed':
      return <Trans>Your browser has refused it.</Trans>
    case 'no-device':
      return <Trans>None is plugged in or switched on. As soon as there is one, we go on by ourselves.</Trans>
    case 'in-use':
      return <Trans>Another program holds it. Close that program, then try again.</Trans>
    case 'unsupported':
      return <Trans>This browser does not offer it, or the page was not opened over https.</Trans>
    case 'failed':
      return <Trans>The browser could not open it and does not say why.</Trans>
  }
}

function Without({ source }: { readonly source: MediaProblem['source'] }) {
  switch (source) {
    case 'microphone':
      return <Trans>Only listen</Trans>
    case 'camera':
      return <Trans>Without camera</Trans>
    case 'screen':
      return <Trans>Without screen</Trans>
  }
}
