import './trust.css'
import { Trans } from '@lingui/react/macro'
import type { Sas } from '@tacet/protocol/verified/sas'
import { BadgeCheck, Check } from 'lucide-react'
import { useRef } from 'react'
import { EmojiRow } from './EmojiRow.tsx'

export interface EmojiCompareProps {
  readonly sas: Sas
  /** The other side. */
  readonly name: string
  /** The two have compared before, in this call or another way. */
  readonly verified: boolean
  readonly onMatch: () => void
  /** Ends the call and blocks the other side. */
  readonly onNoMatch: () => void
}

/** In the sheet of a direct call: five emoji that are the same on both sides, unless somebody sits in between. */
export function EmojiCompare({ sas, name, verified, onMatch, onNoMatch }: EmojiCompareProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        <Trans>Compare emoji</Trans>
      </h3>
      <p>
        {verified ? (
          <Trans>Already verified. You may still compare them in every call.</Trans>
        ) : (
          <Trans>Read the five words to each other. If they are the same, nobody sits in between.</Trans>
        )}
      </p>
      <EmojiRow sas={sas} />
      <div className="line emoji-answers">
        {verified ? (
          <span className="mark ok grow">
            <BadgeCheck className="i" />
            <Trans>Verified</Trans>
          </span>
        ) : (
          <button
            type="button"
            className="btn main grow"
            onClick={() => {
              // The button goes away; whoever pressed it stays where they are.
              heading.current?.focus()
              onMatch()
            }}
          >
            <Check className="i s" />
            <Trans>They match</Trans>
          </button>
        )}
        <button type="button" className={verified ? 'btn plain' : 'btn danger'} onClick={onNoMatch}>
          <Trans>No match</Trans>
        </button>
      </div>
      <p className="sr" role="status">
        {verified && <Trans>The keys of {name} are verified.</Trans>}
      </p>
    </>
  )
}
