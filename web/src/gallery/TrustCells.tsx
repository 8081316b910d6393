import { DeviceId, PersonId } from '@tacet/protocol/ids'
import type { DeviceList } from '@tacet/protocol/verified/deviceList'
import { useState } from 'react'
import { EncryptionSheet } from '../stage/EncryptionSheet.tsx'
import { Stage } from '../stage/Stage.tsx'
import { AcceptKeysDialog } from '../trust/AcceptKeysDialog.tsx'
import { AttackVerdict } from '../trust/AttackVerdict.tsx'
import { BlockedDialog } from '../trust/BlockedDialog.tsx'
import { BlockedVerdict } from '../trust/BlockedVerdict.tsx'
import { EmojiCompare } from '../trust/EmojiCompare.tsx'
import { PersonTrust } from '../trust/PersonTrust.tsx'
import { TrustBanner } from '../trust/TrustBanner.tsx'
import { TrustMark } from '../trust/TrustMark.tsx'
import { TrustNote } from '../trust/TrustNote.tsx'
import type { TrustBannerKind, TrustView } from '../trust/trustView.ts'
import type { PersonTrustFacts } from '../trust/usePersonTrust.ts'
import { Cell, Holding } from './Cell.tsx'

const NAME = 'Ben Aydın'
const ME = PersonId.parse('annaAAAAAAAAAAAAAAAAAA')
const SAS = [50, 41, 36, 27, 32] as const
const NUMBER = '48213 90572 11846 73025 60917 28450 95631 04782 37169 52084 81326 46790'
const NEW_NUMBER = '71590 26638 40017 95284 13306 67749 58120 32295 84461 09973 21857 66034'
const DAY = 24 * 60 * 60 * 1_000
const DEVICES = ['fzoZwgAAAAAAAAAAAAAAAA', 'xB4ItwAAAAAAAAAAAAAAAA'].map(dev => ({
  dev: DeviceId.parse(dev),
  dik: '',
  dhk: '',
}))
const LIST: DeviceList = {
  user: 'ben',
  entries: [
    { hash: '', devices: DEVICES.slice(0, 1) },
    { hash: '', devices: DEVICES },
  ],
  root: '',
  seq: 1,
  head: '',
  devices: DEVICES,
}
const VIEWS: readonly TrustView[] = [
  { is: 'unknown' },
  { is: 'tofu' },
  { is: 'verified' },
  { is: 'changed' },
  { is: 'blocked', why: 'keys-reset' },
  { is: 'blocked', why: 'possible-attack' },
  { is: 'blocked', why: 'unknown' },
]
const BANNERS: readonly TrustBannerKind[] = [
  'new-device',
  'keys-changed',
  'keys-reset',
  'possible-attack',
  'blocked',
]
const nothing = () => undefined
const never = () => Promise.resolve(false)

const factsOf = (view: TrustView): PersonTrustFacts => ({
  peer: { pin: null, notice: null, list: view.is === 'unknown' ? null : LIST },
  view,
  number: view.is === 'unknown' ? null : NUMBER,
  newNumber: view.is === 'blocked' && view.why === 'keys-reset' ? NEW_NUMBER : null,
  addedAt: [Date.now() - 60 * DAY, Date.now() - 4 * DAY],
  me: ME,
})

export function TrustCells() {
  return (
    <>
      <Cell name="Emoji">
        <Stage>
          <div className="view">
            <Holding first={false}>
              {(verified, change) => (
                <EncryptionSheet
                  encryption={{ class: 'direct', verified }}
                  peer={NAME}
                  facts={null}
                  onClose={nothing}
                  onStored={null}
                >
                  <EmojiCompare
                    sas={SAS}
                    name={NAME}
                    verified={verified}
                    onMatch={() => change(true)}
                    onNoMatch={nothing}
                  />
                </EncryptionSheet>
              )}
            </Holding>
          </div>
        </Stage>
      </Cell>
      {VIEWS.map(view => (
        <Cell key={JSON.stringify(view)} name={`Details: ${JSON.stringify(view)}`}>
          <div>
            <TrustMark view={view} /> <TrustMark view={view} brief />
          </div>
          <div className="side on-gallery">
            <PersonTrust
              name={NAME}
              facts={factsOf(view)}
              scanned={null}
              place="side"
              onMatch={nothing}
              onNoMatch={nothing}
              onAcceptKeys={never}
            />
          </div>
        </Cell>
      ))}
      <Dialogs />
      {[true, false].map(same => (
        <section key={String(same)} className="cell whole">
          <h2>{same ? 'Page: scanned, the same' : 'Page: scanned, another'}</h2>
          <div className="prefs">
            <div>
              <PersonTrust
                name={NAME}
                facts={factsOf({ is: 'tofu' })}
                scanned={same ? NUMBER.replaceAll(' ', '') : '1'.repeat(60)}
                place="page"
                onMatch={nothing}
                onNoMatch={nothing}
                onAcceptKeys={never}
              />
            </div>
          </div>
        </section>
      ))}
      <section className="cell whole">
        <h2>Above a conversation</h2>
        {BANNERS.map(banner => (
          <TrustBanner
            key={banner}
            banner={banner}
            name={NAME}
            onCheck={nothing}
            onCompare={nothing}
            onDismiss={nothing}
          />
        ))}
      </section>
      <section className="cell whole tall">
        <h2>Over the picture, and instead of it</h2>
        <Stage>
          <TrustNote kind="new-device" name={NAME} onCompare={nothing} onClose={nothing} />
        </Stage>
        <Stage>
          <TrustNote kind="keys-changed" name={NAME} onCompare={nothing} onClose={nothing} />
        </Stage>
        <Stage>
          <AttackVerdict name={NAME} sas={SAS} talkedFor={151_000} onBack={nothing} />
        </Stage>
        {(['FingerprintMismatch', 'RootChanged', 'ForkedDeviceList', 'UnknownVersion'] as const).map(
          error => (
            <Stage key={error}>
              <BlockedVerdict
                error={error}
                name={NAME}
                media="video"
                wasConnected={false}
                onAgain={nothing}
                onCheck={nothing}
                onBack={nothing}
              />
            </Stage>
          ),
        )}
      </section>
    </>
  )
}

function Dialogs() {
  const [open, setOpen] = useState<'reset' | 'attack' | 'accept' | null>(null)
  const close = () => setOpen(null)
  return (
    <Cell name="Held keys">
      <div className="line">
        <button type="button" className="btn" onClick={() => setOpen('reset')}>
          Keys reset
        </button>
        <button type="button" className="btn" onClick={() => setOpen('attack')}>
          Possible attack
        </button>
        <button type="button" className="btn" onClick={() => setOpen('accept')}>
          Accept keys
        </button>
      </div>
      {(open === 'reset' || open === 'attack') && (
        <BlockedDialog
          why={open === 'reset' ? 'keys-reset' : 'possible-attack'}
          name={NAME}
          number={NUMBER}
          newNumber={open === 'reset' ? NEW_NUMBER : null}
          onAccept={() => setOpen('accept')}
          onKeep={close}
        />
      )}
      {open === 'accept' && (
        <AcceptKeysDialog why="keys-reset" name={NAME} onAccept={never} onClose={close} />
      )}
    </Cell>
  )
}
