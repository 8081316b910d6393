import type { CallKind } from '@tacet/protocol/history'
import { UpgradeId } from '@tacet/protocol/ids'
import type { CallController } from '../call/CallController.ts'
import type { OwnMedia } from '../call/CallView.ts'
import type { Telephone } from '../call/Telephone.ts'
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
  telephone: Telephone,
  conferences: ConferenceController,
  callTracks: OwnTracks,
): Upgrades {
  const call = callPort(telephone)
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

/** The call that is shown. One that is on hold becomes no conference. */
function callPort(telephone: Telephone): CallPort {
  return {
    now: () =>
      telephone.store.getState().onHold ? { is: 'none', lost: false } : directCall(telephone.shown),
    say: message => telephone.shown.aside.say(message),
    onSaid: listener =>
      together(
        telephone.both.map(call =>
          call.aside.on(message => {
            if (call === telephone.shown) listener(message)
          }),
        ),
      ),
    onChange: listener => together([telephone, ...telephone.both].map(({ store }) => watch(store, listener))),
    giveWay: () => telephone.shown.giveWay(),
  }
}

const together = (stops: readonly (() => void)[]) => () => {
  for (const stop of stops) stop()
}

const watch = (store: { subscribe(listener: () => void): () => void }, listener: () => void) =>
  store.subscribe(() => listener())

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
