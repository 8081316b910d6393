import { useStore } from 'zustand'
import type { Devices } from '../media/ports.ts'
import { AudioSink } from '../stage/AudioSink.tsx'
import { useSpeaker } from '../stage/useSpeaker.ts'
import type { ConferenceController } from './ConferenceController.ts'
import { attendees } from './ConferenceView.ts'

export interface ConferenceSoundProps {
  readonly controller: ConferenceController
  readonly devices: Devices
  /** The others are heard through the direct call. */
  readonly silent: boolean
}

/** Everybody's sound, wherever in the app the person is. Mounted once, shows nothing. */
export function ConferenceSound({ controller, devices, silent }: ConferenceSoundProps) {
  const view = useStore(controller.store)
  const sink = { speaker: useSpeaker(devices), silent }
  return attendees(view).flatMap(({ handle, microphone, screenAudio }) => [
    microphone && <AudioSink key={handle} track={microphone.track} {...sink} />,
    screenAudio && <AudioSink key={`${handle} screen`} track={screenAudio} {...sink} />,
  ])
}
