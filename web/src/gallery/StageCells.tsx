import { MicOff } from 'lucide-react'
import { FakeDevices } from '../media/fakes/FakeDevices.ts'
import { CallBar } from '../stage/CallBar.tsx'
import { ControlBar } from '../stage/ControlBar.tsx'
import type { Encryption } from '../stage/EncryptionIcon.tsx'
import { EncryptionLabel } from '../stage/EncryptionLabel.tsx'
import { Note } from '../stage/Note.tsx'
import { SharingBar } from '../stage/SharingBar.tsx'
import { Stage } from '../stage/Stage.tsx'
import { Tile } from '../stage/Tile.tsx'
import { Verdict } from '../stage/Verdict.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Cell } from './Cell.tsx'

const CLASSES: readonly Encryption[] = [
  { class: 'securing' },
  { class: 'direct', verified: true },
  { class: 'direct', verified: false },
  { class: 'relayed', verified: false },
  { class: 'conference' },
  { class: 'blocked', why: 'unproven' },
  { class: 'blocked', why: 'no-match' },
  { class: 'blocked', why: 'keys-reset' },
]
const BEN = { id: 'Ben Aydın', name: 'Ben Aydın' }
const devices = new FakeDevices()
const silent = () => () => undefined
const nothing = () => undefined

export function StageCells() {
  return (
    <>
      <Cell name="Tiles">
        <Stage>
          <div className="view">
            <Tile face={BEN} video={null} />
            <Tile face={BEN} video={null} muted />
            <Tile face={BEN} video={null} speaking />
          </div>
        </Stage>
      </Cell>
      <Cell name="Encryption">
        <Stage>
          {CLASSES.map(encryption => (
            <div key={JSON.stringify(encryption)}>
              <EncryptionLabel
                encryption={encryption}
                open={false}
                onPress={encryption.class === 'blocked' ? null : nothing}
              />
            </div>
          ))}
        </Stage>
      </Cell>
      <Cell name="Sharing">
        <Stage framed>
          <SharingBar surface="window" audience="Ben Aydın" pause={null} onStop={nothing} />
        </Stage>
      </Cell>
      <Cell name="Notes">
        <Stage>
          <Note icon="busy" up>
            Reconnecting …
          </Note>
          <Note icon={MicOff} look onClose={nothing}>
            Your microphone is gone.
          </Note>
        </Stage>
      </Cell>
      <Cell name="Verdict">
        <Stage>
          <Verdict
            icon={<Avatar {...BEN} size={72} />}
            title="Ben Aydın did not answer"
            actions={
              <button type="button" className="btn main">
                Call again
              </button>
            }
          >
            They see in the conversation that you called.
          </Verdict>
        </Stage>
      </Cell>
      <Cell name="Call bar">
        <CallBar
          title="Ben Aydın"
          picture={<Tile face={BEN} video={null} plate={false} />}
          encryption={{ class: 'direct', verified: false }}
          since={0}
          microphone={{ onPress: nothing, muted: true }}
          camera={{ onPress: nothing, on: false }}
          onPopOut={null}
          onReturn={nothing}
          leave={{ kind: 'hang-up', onPress: nothing }}
        />
      </Cell>
      <section className="cell whole">
        <h2>Control bar</h2>
        <Stage>
          <ControlBar
            devices={devices}
            meter={silent}
            microphone={{ onPress: nothing, muted: true, track: null }}
            camera={{ onPress: nothing, on: true }}
            share={{ onPress: null, reason: 'As soon as you are connected', sharing: false }}
            more={[]}
            leave={{ kind: 'hang-up', onPress: nothing }}
          />
        </Stage>
      </section>
    </>
  )
}
