import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonId } from '@tacet/protocol/ids'
import { type Shown, STATUS_MESSAGE_MAX, type Status, type StatusWish } from '@tacet/protocol/presence'
import { KeyRound, LogOut, Settings } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useFormats } from '../i18n/useFormats.ts'
import { TextField } from '../ui/TextField.tsx'
import { PersonAvatar } from './PersonAvatar.tsx'
import { StatusChoice } from './StatusChoice.tsx'
import { usePresenceWords, useShownWords } from './usePresenceWords.ts'
import './presence.css'

export interface StatusMenuProps {
  readonly me: { readonly id: PersonId; readonly name: string }
  /** What the others see. */
  readonly shown: Shown
  readonly status: Status
  /** `until` by this page's clock; null: until further notice. */
  readonly onChoose: (wish: StatusWish, message: string | null, until: number | null) => void
  readonly onGo: (path: string) => void
  readonly onSignOut: () => void
}

/** One's own face in the rail, and behind it: status, message, and the ways to the settings. */
export function StatusMenu(props: StatusMenuProps) {
  const { me, shown } = props
  const { t } = useLingui()
  const words = usePresenceWords()
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const state = words(shown.presence)
  const onGo = (path: string) => {
    menu.current?.hidePopover()
    props.onGo(path)
  }
  return (
    <>
      <button ref={button} type="button" aria-haspopup="dialog" aria-expanded={open} popoverTarget={id}>
        <span aria-hidden="true">
          <PersonAvatar id={me.id} name={me.name} presence={shown.presence} />
        </span>
        <span className="sr">{t`${me.name}: ${state}, open account`}</span>
        <span className="name">{t({ message: 'Me', comment: 'own account, in the bar of a phone' })}</span>
      </button>
      <div
        ref={menu}
        id={id}
        className="menu account-menu"
        popover="auto"
        role="dialog"
        aria-label={t`Account and status`}
        onToggle={event => setOpen(event.newState === 'open')}
      >
        {open && <Content {...props} onGo={onGo} />}
      </div>
    </>
  )
}

function Content({ me, shown, status, onChoose, onGo, onSignOut }: StatusMenuProps) {
  const words = useShownWords()
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => {
    first.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
  }, [])
  return (
    <div ref={first}>
      <div className="line own">
        <PersonAvatar id={me.id} name={me.name} presence={shown.presence} size={40} />
        <span className="cut">
          <b className="cut" dir="auto">
            {me.name}
          </b>
          <span className="quiet cut">{words({ ...shown, message: null })}</span>
        </span>
      </div>
      <hr />
      <StatusChoice status={status} onChoose={(wish, until) => onChoose(wish, status.message, until)} />
      <hr />
      <Message
        key={status.message}
        status={status}
        onChoose={message => onChoose(status.wish, message, status.until)}
      />
      <hr />
      <button type="button" onClick={() => onGo('/settings')}>
        <Settings className="i s" />
        <Trans>Settings</Trans>
      </button>
      <button type="button" onClick={() => onGo('/settings/devices')}>
        <KeyRound className="i s" />
        <Trans>Devices and keys</Trans>
      </button>
      <button type="button" onClick={onSignOut}>
        <LogOut className="i s" />
        <Trans>Sign out</Trans>
      </button>
    </div>
  )
}

function Message({
  status,
  onChoose,
}: {
  readonly status: Status
  readonly onChoose: (message: string | null) => void
}) {
  const { t } = useLingui()
  const { brief } = useFormats()
  const [text, setText] = useState(status.message ?? '')
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    const message = text.trim() || null
    if (message !== status.message) onChoose(message)
  }
  const end = status.until === null ? null : brief(status.until)
  return (
    <form className="status-message" onSubmit={save} onBlur={() => save()}>
      <TextField
        label={t`Status message`}
        value={text}
        maxLength={STATUS_MESSAGE_MAX}
        onChange={setText}
        hint={
          end === null ? (
            <Trans>Everybody with whom you share a conversation sees it.</Trans>
          ) : (
            <Trans>Everybody with whom you share a conversation sees it. Gone at {end}.</Trans>
          )
        }
      />
    </form>
  )
}
