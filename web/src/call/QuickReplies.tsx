import { useLingui } from '@lingui/react/macro'
import { Reply } from 'lucide-react'

/** [CALL-4] Declines with a sentence, which is written into the direct message. */
export function QuickReplies({ onReply }: { readonly onReply: (text: string) => void }) {
  const { t } = useLingui()
  const replies = [
    t`I’ll call you in 10 minutes`,
    t`I can’t talk now. What is it about?`,
    t`Can we talk tomorrow?`,
  ]
  return (
    <fieldset className="replies">
      <legend className="sr">{t`Decline with a message`}</legend>
      {replies.map(text => (
        <button key={text} type="button" className="btn plain small" onClick={() => onReply(text)}>
          <Reply className="i s" />
          {text}
        </button>
      ))}
    </fieldset>
  )
}
