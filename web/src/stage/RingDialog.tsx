import { Trans, useLingui } from '@lingui/react/macro'
import { CornerDownLeft, PhoneOff } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { ModalLayer } from '../ui/ModalLayer.tsx'

export interface RingDialogProps {
  /** The face of whoever calls, or what stands for a conference. */
  readonly picture: ReactNode
  readonly title: string
  /** What kind of call it is, and of whom. */
  readonly kind: ReactNode
  /** How it is encrypted, and who is in it. */
  readonly about: ReactNode
  /** The buttons that answer; the likeliest takes the ref. */
  readonly answers: (likely: RefObject<HTMLButtonElement | null>) => ReactNode
  /** What Enter does. */
  readonly onAnswer: () => void
  readonly onDecline: () => void
  /** Whether somebody was typing just now. Asked once, as it begins to ring. */
  readonly wasTyping: () => boolean
  /** Beneath the buttons. */
  readonly children: ReactNode
}

/** [CALL-4] How long keys don't count for somebody who was typing when it began to ring. Milliseconds. */
const DEAF_FOR = 1_000

/** [CALL-4] Over everything: who calls, and the ways to answer, by hand and by keys. */
export function RingDialog(props: RingDialogProps) {
  const { picture, title, kind, about, answers, onAnswer, onDecline, children } = props
  const { t } = useLingui()
  const [typing] = useState(props.wasTyping)
  const since = useRef(performance.now())
  const likely = useRef<HTMLButtonElement>(null)
  const who = useId()
  const what = useId()

  // Without this a half-finished word would answer the call: the focus goes to the dialog, not to a button.
  useEffect(() => {
    if (!typing) likely.current?.focus()
  }, [typing])

  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== ' ') return
    const deaf = typing && (event.repeat || performance.now() - since.current < DEAF_FOR)
    const onButton = event.target instanceof HTMLButtonElement
    if (!deaf && onButton && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (deaf || event.key === ' ') return
    if (event.key === 'Enter') onAnswer()
    else onDecline()
  }
  return (
    <ModalLayer
      role="alertdialog"
      className="ringing"
      bottom
      labelledBy={who}
      describedBy={what}
      onKeyDownCapture={onKeyDownCapture}
    >
      <div className="body">
        <span className="ring">{picture}</span>
        <div>
          <h2 id={who} dir="auto">
            {title}
          </h2>
          <p id={what} className="quiet f3">
            {kind}
          </p>
        </div>
        {about}
        <div className="acts">
          {answers(likely)}
          <button type="button" className="btn big danger" onClick={onDecline}>
            <PhoneOff className="i" />
            <Trans>Decline</Trans>
            <kbd>
              <span aria-hidden="true">{t({ message: 'Esc', comment: 'the key' })}</span>
            </kbd>
          </button>
        </div>
        {children}
      </div>
    </ModalLayer>
  )
}

/** On the button that Enter stands for. */
export function EnterKey() {
  return (
    <kbd>
      <CornerDownLeft className="i s" />
    </kbd>
  )
}
