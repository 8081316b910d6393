import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeftRight, Server, X } from 'lucide-react'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import type { TransportFacts } from '../media/ports.ts'
import type { Encryption } from './EncryptionIcon.tsx'
import { EncryptionMeaning } from './EncryptionMeaning.tsx'

export interface EncryptionSheetProps {
  readonly encryption: Encryption
  /** The other side of a direct call. */
  readonly peer: string | null
  /** Null until something was negotiated. */
  readonly facts: TransportFacts | null
  readonly onClose: () => void
  /** Opens "What we stored about this call"; null while there is no row (not yet, or retention 0). */
  readonly onStored: (() => void) | null
  /** What belongs between meaning and path: the emoji to compare. */
  readonly children?: ReactNode
}

function Addresses({ peer, facts }: { peer: string; facts: TransportFacts }) {
  const mine = facts.localAddress
  const theirs = facts.remoteAddress
  if (mine === null && theirs === null) {
    return <Trans>You and {peer} learn each other’s address; your browser does not show it here.</Trans>
  }
  if (mine === null) {
    return (
      <Trans>
        {peer} sees your address; you see this one: <span className="mono">{theirs}</span>.
      </Trans>
    )
  }
  if (theirs === null) {
    return (
      <Trans>
        {peer} sees your address <span className="mono">{mine}</span>, and you see the one of {peer}.
      </Trans>
    )
  }
  return (
    <Trans>
      {peer} sees your address <span className="mono">{mine}</span>; you see this one:{' '}
      <span className="mono">{theirs}</span>.
    </Trans>
  )
}

function Path({ encryption, peer, facts }: { encryption: Encryption; peer: string; facts: TransportFacts }) {
  if (encryption.class === 'direct') {
    return (
      <div className="path">
        <ArrowLeftRight className="i" />
        <b>
          <Trans>Directly from device to device</Trans>
        </b>
        <p>
          <Addresses peer={peer} facts={facts} />
        </p>
      </div>
    )
  }
  return (
    <div className="path">
      <Server className="i" />
      <b>
        {encryption.class === 'relayed' ? (
          <Trans>Relayed by our server</Trans>
        ) : (
          <Trans>Over our server</Trans>
        )}
      </b>
      <p>
        {encryption.class === 'relayed' ? (
          <RelayedAddresses peer={peer} facts={facts} />
        ) : (
          <Trans>The others don’t learn your address; our server does, and forgets it afterwards.</Trans>
        )}
      </p>
    </div>
  )
}

/** Who hides their address, and which the other side has learned of who does not. */
function RelayedAddresses({ peer, facts }: { peer: string; facts: TransportFacts }) {
  const { localHidden, remoteHidden } = facts
  const mine = <Known address={facts.localAddress} />
  const theirs = <Known address={facts.remoteAddress} />
  return (
    <>
      {localHidden && remoteHidden ? (
        <Trans>You and {peer} see only our server’s address.</Trans>
      ) : localHidden ? (
        <Trans>
          You hide your IP address: {peer} sees only our server’s. You learned the one of {peer}
          {theirs}.
        </Trans>
      ) : remoteHidden ? (
        <Trans>
          {peer} hides their IP address: you see only our server’s. {peer} learned yours
          {mine}.
        </Trans>
      ) : (
        <Trans>
          There was no direct way. {peer} learned your address all the same
          {mine}, and you the one of {peer}
          {theirs}.
        </Trans>
      )}{' '}
      <Trans>Our server passes on what it can’t read.</Trans>
    </>
  )
}

/** Nothing where the browser hides it. */
function Known({ address }: { address: string | null }) {
  return (
    address !== null && (
      <>
        {' '}
        (<span className="mono">{address}</span>)
      </>
    )
  )
}

/** Names of ciphers are long and have no blanks: they may break after an underscore. */
function Breakable({ name }: { readonly name: string }) {
  return name.split('_').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one name, they never move
    <Fragment key={index}>
      {index > 0 && (
        <>
          _<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))
}

function Ciphers({ facts }: { facts: TransportFacts }) {
  const dtls = [facts.dtlsVersion, facts.dtlsCipher].filter(part => part !== null).join(' · ')
  return (
    <>
      <h3>
        <Trans>Ciphers</Trans>
      </h3>
      <dl className="kv">
        <dt>DTLS</dt>
        <dd className="mono">
          {dtls === '' ? <Trans>not told by this browser</Trans> : <Breakable name={dtls} />}
        </dd>
        <dt>SRTP</dt>
        <dd className="mono">
          {facts.srtpCipher === null ? (
            <Trans>not told by this browser</Trans>
          ) : (
            <Breakable name={facts.srtpCipher} />
          )}
        </dd>
      </dl>
    </>
  )
}

/** What the label means, how the media travels, what was negotiated, what is stored. Takes the place of a pane. */
export function EncryptionSheet({
  encryption,
  peer,
  facts,
  onClose,
  onStored,
  children,
}: EncryptionSheetProps) {
  const { t } = useLingui()
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    ref.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const other = peer ?? t`the other side`
  return (
    <section
      className="sheet"
      role="dialog"
      aria-label={t`Encryption of this call`}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <header>
        <button ref={ref} type="button" className="ib small" aria-label={t`Close`} onClick={onClose}>
          <X className="i" />
        </button>
      </header>
      <section>
        <EncryptionMeaning encryption={encryption} peer={other} />
      </section>
      {children !== undefined && <section>{children}</section>}
      <section>
        {facts === null ? (
          <p>
            <Trans>Path and ciphers stand here as soon as the connection is up.</Trans>
          </p>
        ) : (
          <Path encryption={encryption} peer={other} facts={facts} />
        )}
      </section>
      {facts !== null && (
        <section>
          <Ciphers facts={facts} />
        </section>
      )}
      <section>
        <h3>
          <Trans>What is stored</Trans>
        </h3>
        <p>
          {encryption.class === 'conference' ? (
            <Trans>
              One row: who began the conference and who ended it for all, and when. Nobody who took part.
            </Trans>
          ) : (
            <Trans>One row: who called and hung up, and when. No sound, no picture.</Trans>
          )}
        </p>
        {onStored !== null && (
          <p>
            <button type="button" className="link" onClick={onStored}>
              <Trans>What we stored about this call</Trans>
            </button>
          </p>
        )}
      </section>
    </section>
  )
}
