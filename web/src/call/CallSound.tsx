import { useStore } from 'zustand'
import type { Devices } from '../media/ports.ts'
import { AudioSink } from '../stage/AudioSink.tsx'
import { useSpeaker } from '../stage/useSpeaker.ts'
import type { CallController } from './CallController.ts'

export interface CallSoundProps {
  readonly controller: CallController
  readonly devices: Devices
  /** The other side is heard through the conference that this call becomes. */
  readonly silent: boolean
}

/** What the other side says and plays, also while the person reads elsewhere. Shows nothing. */
export function CallSound({ controller, devices, silent }: CallSoundProps) {
  const { voice, screenAudio } = useStore(controller.store, view => view.peer)
  const speaker = useSpeaker(devices)
  return (
    <>
      {voice !== null && <AudioSink track={voice} speaker={speaker} silent={silent} />}
      {screenAudio !== null && <AudioSink track={screenAudio} speaker={speaker} silent={silent} />}
    </>
  )
}
