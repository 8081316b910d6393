import './trust.css'
import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Setting } from '../ui/Setting.tsx'
import { CompareNumber } from './CompareNumber.tsx'
import { HeldDialogs } from './HeldDialogs.tsx'
import { PeerDeviceList } from './PeerDeviceList.tsx'
import { peerDevices } from './peerDevices.ts'
import { TrustIcon, trustTone } from './TrustIcon.tsx'
import { answersOf } from './trustView.ts'
import type { PersonTrustFacts } from './usePersonTrust.ts'
import { type TrustWords, useTrustWords } from './useTrustWords.ts'

export interface PersonTrustProps {
  readonly name: string
  readonly facts: PersonTrustFacts
  /** The digits that a scanned link brought here. */
  readonly scanned: string | null
  /** A page of the person, or the details beside a conversation. */
  readonly place: 'page' | 'side'
  readonly onMatch: () => void
  readonly onNoMatch: () => void
  readonly onAcceptKeys: () => Promise<boolean>
}

/** Encryption of calls with a person: what is known of their keys, the number to compare, their devices. */
export function PersonTrust(props: PersonTrustProps) {
  const { name, facts, onAcceptKeys } = props
  const { view, peer, number, newNumber, addedAt, me } = facts
  const [checking, setChecking] = useState(false)
  const words = useTrustWords()(view, name, addedAt[0] ?? null)
  const may = answersOf(view)
  const parts: Parts = {
    name,
    words,
    state: facts,
    check:
      view.is === 'blocked' ? (
        <button type="button" className="btn small" onClick={() => setChecking(true)}>
          <Trans>Check …</Trans>
        </button>
      ) : null,
    compare:
      number === null || view.is === 'blocked' ? null : (
        <CompareNumber
          number={number}
          name={name}
          me={me}
          scanned={props.scanned}
          onMatch={may.match ? props.onMatch : null}
          onNoMatch={may.noMatch ? props.onNoMatch : null}
        />
      ),
    devices:
      peer.list === null ? null : <PeerDeviceList devices={peerDevices(peer.list, addedAt, Date.now())} />,
  }
  return (
    <>
      {props.place === 'page' ? <OnPage {...parts} /> : <Beside {...parts} />}
      {checking && view.is === 'blocked' && (
        <HeldDialogs
          why={view.why}
          name={name}
          number={number}
          newNumber={newNumber}
          onAcceptKeys={onAcceptKeys}
          onClose={() => setChecking(false)}
        />
      )}
    </>
  )
}

interface Parts {
  readonly name: string
  readonly words: TrustWords
  readonly state: PersonTrustFacts
  readonly check: ReactNode
  readonly compare: ReactNode
  readonly devices: ReactNode
}

function OnPage({ name, words, state, check, compare, devices }: Parts) {
  return (
    <>
      <h2>
        <Trans>Encryption</Trans>
      </h2>
      <Setting
        lead={
          <span className={trustTone(state.view)}>
            <TrustIcon view={state.view} />
          </span>
        }
        title={words.title}
        hint={words.text}
      >
        {check}
      </Setting>
      {compare}
      {devices && (
        <>
          <h2>
            <Trans>{name}’s devices</Trans>
          </h2>
          {devices}
          <p className="quiet devices-hint">
            <DevicesHint />
          </p>
        </>
      )}
    </>
  )
}

function Beside({ name, words, state, check, compare, devices }: Parts) {
  return (
    <>
      <section className="sec">
        <h3>
          <span className={`mark ${trustTone(state.view)}`}>
            <TrustIcon view={state.view} small />
            <span className="wrap">{words.short ?? words.title}</span>
          </span>
        </h3>
        <p>{words.text}</p>
        {check && <div>{check}</div>}
      </section>
      {compare && (
        <section className="sec">
          <h3>
            <Trans>Safety number</Trans>
          </h3>
          {compare}
          <p>
            <Trans>The same for both of you. If it changes, we warn you.</Trans>
          </p>
        </section>
      )}
      {devices && (
        <section className="sec">
          <h3>
            <Trans>{name}’s devices</Trans>
          </h3>
          {devices}
          <p>
            <DevicesHint />
          </p>
        </section>
      )}
    </>
  )
}

function DevicesHint() {
  return <Trans>A recovery key on paper counts as a device.</Trans>
}
