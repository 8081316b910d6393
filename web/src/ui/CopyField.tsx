import { useLingui } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface CopyFieldProps {
  readonly label: string
  readonly value: string
  readonly hint?: ReactNode
}

const SAID_FOR_MS = 3_000

/** Something to be carried elsewhere: shown whole, selected by a press, copied by a button. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const { t } = useLingui()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  // Without the right to write to the clipboard (plain http in an office) the person copies what is selected.
  const copy = () => {
    field.current?.select()
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="line">
        <input
          ref={field}
          className="in mono"
          id={id}
          readOnly
          value={value}
          onFocus={event => event.target.select()}
        />
        <button type="button" className="btn" onClick={copy}>
          {copied ? <Check className="i s" /> : <Copy className="i s" />}
          <span role="status">{copied ? t`Copied` : t`Copy link`}</span>
        </button>
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </div>
  )
}
