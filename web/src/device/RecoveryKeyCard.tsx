import './device.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Copy, Printer, TriangleAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import { useFormats } from '../i18n/useFormats.ts'
import { Banner } from '../ui/Banner.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import { groupsOf, groupTyped, isLastGroup, spelled } from './typedCode.ts'

export interface RecoveryKeyCardProps {
  /** 32 characters. */
  readonly secret: string
  /** Whose it is, for the print. */
  readonly name: string
  /** It stands in the place of an older one. */
  readonly replaced: boolean
  /** It is on paper: nothing shows it again. */
  readonly onWritten: () => void
  /** It can be shown again until the page is closed. */
  readonly onLater: () => void
}

/** [DL-9] The recovery key, the only time that anybody sees it. */
export function RecoveryKeyCard({ secret, name, replaced, onWritten, onLater }: RecoveryKeyCardProps) {
  const heading = useId()
  const form = useId()
  const [typed, setTyped] = useState('')
  const written = isLastGroup(secret, typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (written) onWritten()
  }
  return (
    <ModalLayer bottom width={560} labelledBy={heading} onClose={onLater}>
      <header>
        <h2 id={heading}>
          <Trans>Recovery key</Trans>
        </h2>
      </header>
      <form id={form} className="body" onSubmit={submit}>
        <p className="quiet f3">
          <Trans>
            Copy it down or print it, and put it where your passport lies. It appears only this once.
          </Trans>
        </p>
        <Groups secret={secret} />
        <div className="line wrapping">
          <button type="button" className="btn" data-first onClick={() => print()}>
            <Printer className="i s" />
            <Trans>Print</Trans>
          </button>
          <CopySecret secret={secret} />
          <span className="quiet">
            <Trans>Copied, it stays in the clipboard.</Trans>
          </span>
        </div>
        <Warning replaced={replaced} />
        <label className="field last-group">
          <span className="label">
            <Trans>To be sure: the last group</Trans>
          </span>
          <input
            className="in typed"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={event => setTyped(groupTyped(event.target.value, 4))}
          />
        </label>
      </form>
      <footer>
        <button type="button" className="btn plain" onClick={onLater}>
          <Trans>Later</Trans>
        </button>
        <button type="submit" form={form} className="btn main" disabled={!written}>
          <Trans>I have written it down</Trans>
        </button>
      </footer>
      <Printed secret={secret} name={name} />
    </ModalLayer>
  )
}

function Groups({ secret }: { readonly secret: string }) {
  const { t } = useLingui()
  return (
    <p className="paper" role="img" aria-label={t`Recovery key: ${spelled(secret)}`}>
      {groupsOf(secret).map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and places never move
        <span key={place}>{group}</span>
      ))}
    </p>
  )
}

function CopySecret({ secret }: { readonly secret: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard?.writeText(groupsOf(secret).join(' ')).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <button type="button" className="btn plain" onClick={copy}>
      {copied ? <Check className="i s" /> : <Copy className="i s" />}
      <span role="status">{copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}</span>
    </button>
  )
}

/** What a printer gets instead of the page. */
function Printed({ secret, name }: Pick<RecoveryKeyCardProps, 'secret' | 'name'>) {
  const { date } = useFormats()
  const [today] = useState(() => Date.now())
  const { host } = location
  return createPortal(
    <section className="printed" aria-hidden="true">
      <h1>
        <Trans>Recovery key for Tacet</Trans>
      </h1>
      <p>
        <bdi>{name}</bdi> · {host} · {date(today)}
      </p>
      <Groups secret={secret} />
      <p>
        <Trans>
          Lets a new device in when all others are gone: sign in there and enter this key. Whoever has it can
          pretend to be you. Keep it where your passport lies.
        </Trans>
      </p>
    </section>,
    document.body,
  )
}

function Warning({ replaced }: Pick<RecoveryKeyCardProps, 'replaced'>) {
  const { t } = useLingui()
  return (
    <Banner tone="look" icon={TriangleAlert} title={t`Whoever has it can pretend to be you.`}>
      {replaced ? (
        <Trans>The old one is worth nothing from now on.</Trans>
      ) : (
        <Trans>
          With it you let a new device in when all others are gone. It does not lie on the server.
        </Trans>
      )}
    </Banner>
  )
}
