import { useStore } from 'zustand'
import type { Devices } from '../media/ports.ts'
import { AudioSink } from '../stage/AudioSink.tsx'
import { useSpeaker } from '../stage/useSpeaker.ts'
import type { ConferenceController } from './ConferenceController.ts'
import { attendees } from './ConferenceView.ts'

export interface ConferenceSoundProps {
  readonly controller: ConferenceController
  readonly devices: Devices
}

/** Everybody's sound, wherever in the app the person is. Mounted once, shows nothing. */
export function ConferenceSound({ controller, devices }: ConferenceSoundProps) {
  const view = useStore(controller.store)
  const speaker = useSpeaker(devices)
  return attendees(view).flatMap(({ handle, microphone, screenAudio }) => [
    microphone && <AudioSink key={handle} track={microphone.track} speaker={speaker} />,
    screenAudio && <AudioSink key={`${handle} screen`} track={screenAudio} speaker={speaker} />,
  ])
}
