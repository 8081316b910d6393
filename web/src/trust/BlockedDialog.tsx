import './trust.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Ear, MessageCircleQuestionMark, ShieldAlert } from 'lucide-react'
import { useId } from 'react'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { SafetyNumber } from './SafetyNumber.tsx'
import type { HeldBecause } from './trustView.ts'

export interface BlockedDialogProps {
  readonly why: HeldBecause
  readonly name: string
  /** Of the keys that are pinned; null while it is not known. */
  readonly number: string | null
  readonly newNumber: string | null
  readonly onAccept: () => void
  /** Leaves everything as it is. */
  readonly onKeep: () => void
}

/** Why calls with somebody are held. To leave it so is the likely answer. */
export function BlockedDialog(props: BlockedDialogProps) {
  const { why, name, onKeep } = props
  const heading = useId()
  return (
    <ModalLayer role="alertdialog" bottom width={520} labelledBy={heading} onClose={onKeep}>
      <header>
        <span className="stop">
          <ShieldAlert className="i l" />
        </span>
        <h2 id={heading}>
          {why === 'keys-reset' ? (
            <Trans>Keys reset, call blocked</Trans>
          ) : why === 'possible-attack' ? (
            <Trans>Possible attack, calls blocked</Trans>
          ) : (
            <Trans>Calls with {name} are blocked</Trans>
          )}
        </h2>
      </header>
      <div className="body">
        <p className="quiet f3">
          <Story why={why} name={name} />
        </p>
        <ul className="points flush">
          <li>
            {why === 'possible-attack' ? <Ear className="i" /> : <Check className="i" />}
            <span>
              <Safe why={why} />
            </span>
          </li>
          <li>
            <MessageCircleQuestionMark className="i" />
            <span>
              <Trans>
                <b>Ask {name} another way:</b> at the door, or by a number that you knew before. Not here.
              </Trans>
            </span>
          </li>
        </ul>
        <Numbers {...props} />
      </div>
      <footer>
        <button type="button" className="btn danger" onClick={props.onAccept}>
          <Trans>Accept new keys …</Trans>
        </button>
        <span className="grow" />
        <button type="button" className="btn main" data-first onClick={onKeep}>
          <Trans>Keep blocked</Trans>
        </button>
      </footer>
    </ModalLayer>
  )
}

function Story({ why, name }: { readonly why: HeldBecause; readonly name: string }) {
  switch (why) {
    case 'keys-reset':
      return (
        <Trans>
          You had verified {name}. Their account has started with entirely new keys. Perhaps all of their
          devices are lost. Perhaps somebody pretends to be them.
        </Trans>
      )
    case 'possible-attack':
      return (
        <Trans>
          What you compared with {name} did not match, or our server showed two lists of devices that
          contradict each other. Perhaps somebody sat between you.
        </Trans>
      )
    case 'unknown':
      return (
        <Trans>
          The keys of {name} could not be trusted, and nobody has accepted new ones yet. Our server does not
          show their list at the moment.
        </Trans>
      )
  }
}

function Safe({ why }: { readonly why: HeldBecause }) {
  switch (why) {
    case 'keys-reset':
      return (
        <Trans>
          <b>Nothing rings.</b> No sound and no picture goes out. Earlier calls are safe.
        </Trans>
      )
    case 'possible-attack':
      return (
        <Trans>
          <b>No call goes through.</b> But assume that the last one was overheard.
        </Trans>
      )
    case 'unknown':
      // Whether earlier calls were safe, nobody here remembers.
      return (
        <Trans>
          <b>Nothing rings.</b> No sound and no picture goes out.
        </Trans>
      )
  }
}

function Numbers({ name, number, newNumber }: BlockedDialogProps) {
  const { t } = useLingui()
  if (number === null) return null
  if (newNumber === null) {
    return (
      <dl className="kv numbers">
        <dt>
          <Trans>Safety number</Trans>
        </dt>
        <dd>
          <SafetyNumber number={number} small />
        </dd>
      </dl>
    )
  }
  return (
    <dl className="kv numbers">
      <dt>
        <Trans>Verified</Trans>
      </dt>
      <dd>
        <SafetyNumber number={number} small name={t`Safety number with ${name} that you verified`} />
      </dd>
      <dt>
        <Trans comment="the safety number of new keys">New</Trans>
      </dt>
      <dd>
        <SafetyNumber number={newNumber} small name={t`Safety number with the new keys of ${name}`} />
      </dd>
    </dl>
  )
}
