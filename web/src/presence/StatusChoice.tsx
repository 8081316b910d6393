import { Trans, useLingui } from '@lingui/react/macro'
import type { Presence, Status, StatusWish } from '@tacet/protocol/presence'
import { Check } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useFormats } from '../i18n/useFormats.ts'
import { PresenceDot } from '../ui/PresenceDot.tsx'
import { useRovingFocus } from '../ui/useRovingFocus.ts'
import { isChosenEnd, type StatusEnd, statusEnds } from './statusEnds.ts'
import { dotShape, usePresenceWords } from './usePresenceWords.ts'

const WISHES: readonly StatusWish[] = ['auto', 'away', 'dnd']
const SHOWN_AS: Readonly<Record<StatusWish, Presence>> = { auto: 'here', away: 'away', dnd: 'dnd' }

export interface StatusChoiceProps {
  readonly status: Status
  /** `until` by this page's clock; null: until further notice. */
  readonly onChoose: (wish: StatusWish, until: number | null) => void
}

/** Here (worked out by itself), away or not to be disturbed, and for how long. */
export function StatusChoice({ status, onChoose }: StatusChoiceProps) {
  const { t } = useLingui()
  const words = usePresenceWords()
  const group = useRef<HTMLDivElement>(null)
  const onArrow = useRovingFocus(group)
  const hints: Readonly<Record<StatusWish, ReactNode>> = {
    auto: <Trans>By itself away after ten minutes</Trans>,
    away: null,
    dnd: <Trans>No ringing, no notices. Whoever calls sees it.</Trans>,
  }
  return (
    <>
      <div ref={group} role="radiogroup" aria-label={t`Status`} onKeyDown={onArrow}>
        {WISHES.map(wish => {
          const shape = dotShape(SHOWN_AS[wish])
          const chosen = status.wish === wish
          return (
            // biome-ignore lint/a11y/useSemanticElements: a row of the menu with two lines and a sign
            <button
              key={wish}
              type="button"
              role="radio"
              data-stop
              aria-checked={chosen}
              onClick={() => onChoose(wish, wish === 'dnd' ? Date.now() + 60 * 60_000 : null)}
            >
              <span className="tick">{shape !== null && <PresenceDot shape={shape} inLine />}</span>
              <span className="grow">
                {words(SHOWN_AS[wish])}
                {hints[wish] !== null && <span className="quiet f1 under">{hints[wish]}</span>}
              </span>
              {chosen && <Check className="i s" />}
            </button>
          )
        })}
      </div>
      {status.wish !== 'auto' && (
        <Ends until={status.until} onChoose={until => onChoose(status.wish, until)} />
      )}
    </>
  )
}

function Ends({
  until,
  onChoose,
}: {
  readonly until: number | null
  readonly onChoose: (until: number | null) => void
}) {
  const { t } = useLingui()
  const { time } = useFormats()
  const group = useRef<HTMLDivElement>(null)
  const onArrow = useRovingFocus(group)
  const ends = statusEnds(Date.now())
  const chosen = ends.find(end => isChosenEnd(end, until))
  const nameOf = (end: StatusEnd): string => {
    switch (end.is) {
      case 'minutes':
        return t({ message: `${end.count} min`, comment: 'how long a status lasts' })
      case 'hours':
        return t({ message: `${end.count} h`, comment: 'how long a status lasts' })
      case 'clock':
        return t({ message: `until ${time(end.at)}`, comment: 'how long a status lasts' })
      case 'open':
        return t({ message: 'until further notice', comment: 'how long a status lasts' })
    }
  }
  return (
    <div ref={group} className="ends" role="radiogroup" aria-label={t`For how long`} onKeyDown={onArrow}>
      {ends.map(end => (
        // biome-ignore lint/a11y/useSemanticElements: small buttons in a line
        <button
          key={`${end.is} ${end.is === 'clock' ? end.at : ''}`}
          type="button"
          className="btn small"
          role="radio"
          data-stop
          aria-checked={end === chosen}
          onClick={() => onChoose(end.at)}
        >
          {nameOf(end)}
        </button>
      ))}
    </div>
  )
}
