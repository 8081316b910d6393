import type { Conference } from '@tacet/protocol/conference'
import type { ConferenceId, ConversationId, PersonId, SfuHandle } from '@tacet/protocol/ids'
import { ConferenceController } from '../conference/ConferenceController.ts'
import { FakeDevices } from '../media/fakes/FakeDevices.ts'
import { FakeSfuLink } from '../media/fakes/FakeSfuLink.ts'
import { LocalTracks } from '../media/LocalTracks.ts'
import type { RemoteTrack } from '../media/ports.ts'
import { FakeSignaling } from '../signaling/fakes/FakeSignaling.ts'
import { drawnTrack } from './drawnTrack.ts'

export const GROUP = 'group' as ConversationId
export const ME = 'Anna Keller' as PersonId
const OTHERS = ['Ben Aydın', 'Carla Moretti', 'محمد الحداد', 'Jean-Baptiste de la Rochefoucauld-Montbrun']

/** Devices that open something to look at. */
class DrawnDevices extends FakeDevices {
  override async openCamera() {
    return { ok: true, value: drawnTrack(210) } as const
  }

  override async captureScreen() {
    return { ok: true, value: { video: drawnTrack(60), audio: null } } as const
  }
}

const CONFERENCE: Conference = {
  id: 'conference' as ConferenceId,
  conversation: GROUP,
  row: null,
  kind: 'video',
  startedBy: OTHERS[0] as PersonId,
  startedAt: 0,
  host: ME,
  people: [...OTHERS, ME].map(name => ({ handle: name as SfuHandle, person: name as PersonId })),
  ringing: [],
}

/** A page beside a conference, without server and engine. */
export function conferenceScene() {
  const signaling = new FakeSignaling()
  const link = new FakeSfuLink()
  const devices = new DrawnDevices()
  signaling.answerWith(({ t }) => {
    const admission = { conference: CONFERENCE, handle: ME, ticket: '', proof: '', iceServers: [] }
    return { ok: true, reply: t === 'conference-join' ? admission : { conference: CONFERENCE } } as never
  })
  signaling.start()
  const controller = new ConferenceController({
    signaling,
    tracks: new LocalTracks(devices),
    makeLink: () => link,
    sfuUrl: '',
    preload: () => undefined,
  })
  /** The first two have cameras, the second speaks, the first may share. */
  const show = (sharing: boolean) =>
    link.show(
      OTHERS.map((handle, index) => {
        const voice: RemoteTrack = { source: 'microphone', track: drawnTrack(0), muted: index !== 1 }
        const camera: RemoteTrack = { source: 'camera', track: drawnTrack(index * 80), muted: false }
        const screen: RemoteTrack = { source: 'screen', track: drawnTrack(60), muted: false }
        const tracks = [voice, ...(index < 2 ? [camera] : []), ...(sharing && index === 0 ? [screen] : [])]
        return { handle, tracks, speaking: index === 1, quality: 4 }
      }),
    )
  return {
    controller,
    devices,
    link,
    begin: () => signaling.receive({ t: 'conference', conference: CONFERENCE }),
    prepare: () => signaling.receive({ t: 'engine', engine: { state: 'preparing', percent: 62 } }),
    end: () =>
      signaling.receive({
        t: 'conference-ended',
        conference: CONFERENCE.id,
        conversation: GROUP,
        by: CONFERENCE.startedBy,
      }),
    show,
  }
}

export type ConferenceScene = ReturnType<typeof conferenceScene>

/** Into the conference, with a camera. */
export async function joinScene({ controller, begin, show }: ConferenceScene): Promise<void> {
  begin()
  await controller.preJoin(GROUP)
  await controller.setCamera(true)
  await controller.join()
  show(false)
}
