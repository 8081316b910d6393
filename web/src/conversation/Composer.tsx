import { Trans, useLingui } from '@lingui/react/macro'
import { MESSAGE_MAX_CHARS } from '@tacet/protocol/conversation'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import { ArrowUp } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { keepDraft, readDraft } from './drafts.ts'

export interface ComposerProps {
  readonly conversation: ConversationId
  readonly me: PersonId
  readonly onSend: (text: string) => void
  /** Why nobody can write here any more; null: they can. */
  readonly reason: string | null
}

/** From here on the limit is worth a word. */
const NEAR_LIMIT = MESSAGE_MAX_CHARS - 200

/** Where one writes. Enter sends, Shift+Enter breaks the line; what is not sent stays in this browser until signing out. */
export function Composer({ conversation, me, onSend, reason }: ComposerProps) {
  const { t } = useLingui()
  const [text, setText] = useState(() => readDraft(me, conversation))
  const field = useRef<HTMLTextAreaElement>(null)
  const limit = useId()
  const tooLong = text.length > MESSAGE_MAX_CHARS
  const sendable = text.trim() !== '' && !tooLong && reason === null

  useEffect(() => keepDraft(me, conversation, text), [me, conversation, text])

  // The field is as high as its text, up to a third of the window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useEffect(() => {
    const area = field.current
    const form = area?.form
    if (!area || !form) return
    // Measured while the form keeps its height: else the log above would grow, and lose its place when it shrinks again.
    form.style.height = `${form.offsetHeight}px`
    area.style.height = '36px'
    area.style.height = `${Math.min(area.scrollHeight, window.innerHeight / 3)}px`
    form.style.height = ''
  }, [text])

  const send = () => {
    if (!sendable) return
    onSend(text.trim())
    setText('')
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <form className="compose" onSubmit={onSubmit}>
      {text.length > NEAR_LIMIT && (
        <p id={limit} className={tooLong ? 'to stop' : 'to'} role="status">
          {tooLong ? (
            <Trans>{text.length - MESSAGE_MAX_CHARS} characters too long</Trans>
          ) : (
            <Trans>{MESSAGE_MAX_CHARS - text.length} characters left</Trans>
          )}
        </p>
      )}
      <div className="line">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={t`Message`}
          aria-describedby={text.length > NEAR_LIMIT ? limit : undefined}
          placeholder={reason ?? t`Message`}
          disabled={reason !== null}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="ib send" aria-label={t`Send`} disabled={!sendable}>
          <ArrowUp className="i" />
        </button>
      </div>
    </form>
  )
}
