import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CornerDownLeft, Search, UsersRound, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useStore } from 'zustand'
import { listPeople } from '../people/api.ts'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { usePresenceWords } from '../presence/usePresenceWords.ts'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import type { Page } from './createPage.ts'
import { JumpGroup, JumpOption } from './JumpOption.tsx'
import { type JumpTarget, type JumpTargets, jumpTargets } from './jumpTargets.ts'
import { shownOf, type World } from './World.ts'

export interface JumpProps {
  readonly page: Page
  readonly onGo: (path: string) => void
  readonly onClose: () => void
}

/** A combobox over everything that has a name. */
export function Jump({ page, onGo, onClose }: JumpProps) {
  const { t } = useLingui()
  const world = useStore(page.world)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const targets = jumpTargets(world, useDirectory(text), text)
  const all: readonly JumpTarget[] = [...targets.people, ...targets.groups]
  const at = Math.min(chosen, Math.max(0, all.length - 1))
  const current = all[at]

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && all.length > 0) {
      event.preventDefault()
      setChosen((at + step + all.length) % all.length)
    } else if (event.key === 'Enter' && current) {
      event.preventDefault()
      onGo(current.path)
    }
  }
  return (
    <ModalLayer className="palette" high labelledBy={`${list}-name`} onClose={onClose}>
      <div className="ask">
        <Search className="i" />
        <h2 id={`${list}-name`} className="sr">{t`Jump to …`}</h2>
        <input
          data-first
          role="combobox"
          aria-expanded={all.length > 0}
          aria-controls={list}
          aria-activedescendant={current && `${list}-${current.id}`}
          aria-autocomplete="list"
          aria-labelledby={`${list}-name`}
          placeholder={t`Jump to …`}
          autoComplete="off"
          value={text}
          onChange={event => {
            setText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>{t({ message: 'Esc', comment: 'the key' })}</kbd>
        <button type="button" className="ib phone-only" aria-label={t`Close`} onClick={onClose}>
          <X className="i" />
        </button>
      </div>
      <div id={list} className="scroll" role="listbox" aria-label={t`Places and people`}>
        <Results list={list} text={text} world={world} targets={targets} current={current} onGo={onGo} />
      </div>
      <p className={all.length === 0 ? 'quiet none' : 'sr'} role="status">
        {all.length === 0 && <Trans>Nothing with this name.</Trans>}
      </p>
      <footer>
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd>
          <Trans comment="what the arrow keys do">choose</Trans>
        </span>
        <span>
          <kbd>
            <CornerDownLeft className="i s" />
          </kbd>
          <Trans comment="what Enter does">open</Trans>
        </span>
      </footer>
    </ModalLayer>
  )
}

/** People whom the server finds; the last answer stays until the next one comes. */
function useDirectory(text: string): readonly PersonCard[] {
  const { data } = useQuery({
    queryKey: ['jump', text.trim()],
    queryFn: ({ signal }) => listPeople(text.trim(), null, signal),
    placeholderData: keepPreviousData,
  })
  return data?.ok ? data.value.people : []
}

interface ResultsProps {
  /** Id of the list: its options begin with it. */
  readonly list: string
  readonly text: string
  readonly world: World
  readonly targets: JumpTargets
  readonly current: JumpTarget | undefined
  readonly onGo: (path: string) => void
}

function Results({ list, text, world, targets, current, onGo }: ResultsProps) {
  const { t } = useLingui()
  const presenceWords = usePresenceWords()
  const option = (target: JumpTarget, sign: ReactNode, about: string) => (
    <JumpOption
      key={target.id}
      id={`${list}-${target.id}`}
      title={target.title}
      text={text}
      sign={sign}
      about={about}
      chosen={target.id === current?.id}
      onPress={() => onGo(target.path)}
    />
  )
  return (
    <>
      <JumpGroup name={t`People`} count={targets.people.length}>
        {targets.people.map(target => {
          const { presence } = shownOf(world, target.person)
          const face = <PersonAvatar id={target.person} name={target.title} presence={presence} />
          return option(target, face, presenceWords(presence))
        })}
      </JumpGroup>
      <JumpGroup name={t`Group chats`} count={targets.groups.length}>
        {targets.groups.map(target => {
          const { members } = target
          const about = t`${plural(members, { one: 'Group chat, # member', other: 'Group chat, # members' })}`
          return option(target, <GroupSign />, about)
        })}
      </JumpGroup>
    </>
  )
}

function GroupSign() {
  return (
    <span className="av sq">
      <UsersRound className="i s" />
    </span>
  )
}
