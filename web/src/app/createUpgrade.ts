import type { CallKind } from '@tacet/protocol/history'
import { UpgradeId } from '@tacet/protocol/ids'
import type { CallController } from '../call/CallController.ts'
import type { OwnMedia } from '../call/CallView.ts'
import type { ConferenceController } from '../conference/ConferenceController.ts'
import { drawId } from '../identity/drawId.ts'
import type { OwnTracks } from '../media/ports.ts'
import type { Signaling } from '../signaling/ports.ts'
import type { CallPort, ConferencePort, DirectCall } from '../upgrade/ports.ts'
import { UpgradeController } from '../upgrade/UpgradeController.ts'
import { WayBack } from '../upgrade/WayBack.ts'

export interface Upgrades {
  readonly controller: UpgradeController
  readonly wayBack: WayBack
  close(): void
}

/** Ties direct calls and conferences together where one becomes the other (UPG-1 to UPG-5). */
export function createUpgrade(
  signaling: Signaling,
  calls: CallController,
  conferences: ConferenceController,
  callTracks: OwnTracks,
): Upgrades {
  const call = callPort(calls)
  const conference = conferencePort(conferences, callTracks)
  const controller = new UpgradeController({
    signaling,
    call,
    conference,
    drawId: () => drawId(UpgradeId),
  })
  const isUpgrading = () => controller.store.getState().state.at !== 'none'
  const wayBack = new WayBack({ call, conference, isUpgrading })
  return {
    controller,
    wayBack,
    close() {
      controller.close()
      wayBack.close()
    },
  }
}

function callPort(calls: CallController): CallPort {
  return {
    now: () => directCall(calls),
    say: message => calls.aside.say(message),
    onSaid: listener => calls.aside.on(listener),
    onChange: listener => calls.store.subscribe(listener),
    giveWay: () => calls.giveWay(),
  }
}

function directCall({ store }: CallController): DirectCall {
  const { call, own, peer } = store.getState()
  switch (call.at) {
    case 'connected':
    case 'reconnecting':
      return {
        is: call.at === 'connected' ? 'up' : 'broken',
        call: call.facts.call,
        peer: call.facts.peer,
        kind: kindOf(own),
        peerIsHeard: peer.sending.microphone,
      }
    case 'ended':
      return { is: 'none', lost: call.outcome === 'lost' }
    default:
      return { is: 'none', lost: false }
  }
}

function kindOf({ screen, camera }: OwnMedia): CallKind {
  return screen ? 'screen' : camera ? 'video' : 'audio'
}

function conferencePort(conferences: ConferenceController, callTracks: OwnTracks): ConferencePort {
  return {
    now() {
      const { phase } = conferences.store.getState()
      if (phase.is !== 'in') return null
      const { id, people, ringing } = phase.conference
      const others = people.filter(({ handle }) => handle !== phase.handle).map(({ person }) => person)
      return { id, others, ringing }
    },
    onChange: listener => conferences.store.subscribe(listener),
    enter: conference => conferences.enter(conference, callTracks),
    settle: () => conferences.settle(),
    leave: () => conferences.leave(),
    hears: (person, sends) => conferences.hears(person, sends),
    ring: people => conferences.ring(people),
  }
}
