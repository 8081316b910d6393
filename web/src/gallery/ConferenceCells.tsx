import type { PersonId } from '@tacet/protocol/ids'
import { useEffect, useState } from 'react'
import { ConferenceBanner } from '../conference/ConferenceBanner.tsx'
import { ConferenceButton } from '../conference/ConferenceButton.tsx'
import { ConferenceStage } from '../conference/ConferenceStage.tsx'
import { Cell } from './Cell.tsx'
import { type ConferenceScene, conferenceScene, GROUP, joinScene, ME } from './conferenceScene.ts'

const faceOf = (person: PersonId) => ({ id: person, name: person })
const silent = () => () => undefined
const nothing = () => undefined

const STAGES: readonly { readonly name: string; readonly play: (scene: ConferenceScene) => Promise<void> }[] =
  [
    {
      name: 'Conference: before',
      play: async scene => {
        scene.begin()
        await scene.controller.preJoin(GROUP)
      },
    },
    { name: 'Conference: grid', play: joinScene },
    {
      name: 'Conference: somebody shares',
      play: async scene => {
        await joinScene(scene)
        scene.show(true)
      },
    },
    {
      name: 'Conference: sharing oneself, line broken',
      play: async scene => {
        await joinScene(scene)
        await scene.controller.setSharing(true)
        scene.link.become('reconnecting')
      },
    },
    {
      name: 'Conference: ended for all',
      play: async scene => {
        await joinScene(scene)
        scene.end()
      },
    },
  ]

function StageOf({ play }: { readonly play: (scene: ConferenceScene) => Promise<void> }) {
  const [scene] = useState(conferenceScene)
  useEffect(() => void play(scene), [play, scene])
  return (
    <ConferenceStage
      note={null}
      controller={scene.controller}
      devices={scene.devices}
      meter={silent}
      me={faceOf(ME)}
      faceOf={faceOf}
      titleOf={() => 'Hofmann ./. Weiß'}
      back={{ to: 'list', onPress: nothing }}
      onPopOut={null}
      onStored={nothing}
    />
  )
}

function HeadOf({ play }: { readonly play: (scene: ConferenceScene) => void }) {
  const [scene] = useState(conferenceScene)
  useEffect(() => play(scene), [play, scene])
  const { controller } = scene
  return (
    <>
      <ConferenceButton controller={controller} conversation={GROUP} faceOf={faceOf} onOpen={nothing} />
      <ConferenceBanner controller={controller} conversation={GROUP} me={ME} faceOf={faceOf} />
    </>
  )
}

const beginning = ({ begin }: ConferenceScene) => begin()
const preparing = ({ prepare }: ConferenceScene) => prepare()

export function ConferenceCells() {
  return (
    <>
      <Cell name="Conference: preparing">
        <HeadOf play={preparing} />
      </Cell>
      <Cell name="Conference: running">
        <HeadOf play={beginning} />
      </Cell>
      {STAGES.map(({ name, play }) => (
        <section key={name} className="cell whole tall">
          <h2>{name}</h2>
          <StageOf play={play} />
        </section>
      ))}
    </>
  )
}
