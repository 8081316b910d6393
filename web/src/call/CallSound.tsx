import { useStore } from 'zustand'
import type { Devices } from '../media/ports.ts'
import { AudioSink } from '../stage/AudioSink.tsx'
import { useSpeaker } from '../stage/useSpeaker.ts'
import type { CallController } from './CallController.ts'

export interface CallSoundProps {
  readonly controller: CallController
  readonly devices: Devices
}

/** What the other side says and plays, also while the person reads elsewhere. Shows nothing. */
export function CallSound({ controller, devices }: CallSoundProps) {
  const { voice, screenAudio } = useStore(controller.store, view => view.peer)
  const speaker = useSpeaker(devices)
  return (
    <>
      {voice !== null && <AudioSink track={voice} speaker={speaker} />}
      {screenAudio !== null && <AudioSink track={screenAudio} speaker={speaker} />}
    </>
  )
}
