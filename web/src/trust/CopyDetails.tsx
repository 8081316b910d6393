import { Trans } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

/** Copies the name of an error and nothing else: it tells no people, no times and no addresses. */
export function CopyDetails({ error }: { readonly error: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard?.writeText(`vcall/1 ${error}`).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  return (
    <button type="button" className="btn" onClick={copy}>
      {copied ? <Check className="i s" /> : <Copy className="i s" />}
      <span role="status">{copied ? <Trans>Copied</Trans> : <Trans>Copy details</Trans>}</span>
    </button>
  )
}
