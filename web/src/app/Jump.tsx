import { Trans, useLingui } from '@lingui/react/macro'
import { Search, Users } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import { Avatar } from '../ui/Avatar.tsx'
import { ModalLayer } from '../ui/ModalLayer.tsx'
import type { Page } from './createPage.ts'
import { byRecency, partnerOf, titleOf, type World } from './World.ts'

const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** ⌘K or Ctrl+K, from anywhere. */
export function useJumpKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(APPLE ? event.metaKey : event.ctrlKey) || event.altKey) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open])
}

/** Looks like a field and opens the palette. */
export function JumpField({ onPress }: { readonly onPress: () => void }) {
  const { t } = useLingui()
  return (
    <button type="button" className="jump" onClick={onPress}>
      <Search className="i s" />
      <span className="grow">{t`Jump to …`}</span>
      <kbd className="desk-only">{APPLE ? '⌘K' : t`Ctrl K`}</kbd>
    </button>
  )
}

interface Target {
  readonly key: string
  readonly path: string
  readonly title: string
  readonly person: string | null
}

const MOST = 30

/** Conversations first, by recency; then people without one. */
function targetsOf(world: World, text: string): readonly Target[] {
  const wanted = text.trim().toLocaleLowerCase()
  const fits = (title: string) => title.toLocaleLowerCase().includes(wanted)
  const conversations = [...world.conversations.values()].sort(byRecency)
  const partners = new Set(conversations.map(each => partnerOf(world, each)))
  return [
    ...conversations.map(each => ({
      key: each.id,
      path: `/c/${each.id}`,
      title: titleOf(world, each),
      person: partnerOf(world, each),
    })),
    ...[...world.people.values()]
      .filter(person => person.id !== world.me.id && !partners.has(person.id))
      .map(({ id, name }) => ({ key: id, path: `/people/${id}`, title: name, person: id })),
  ]
    .filter(({ title }) => fits(title))
    .slice(0, MOST)
}

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
  const name = useId()
  const targets = targetsOf(world, text)
  const at = Math.min(chosen, Math.max(0, targets.length - 1))

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && targets.length > 0) {
      event.preventDefault()
      setChosen((at + step + targets.length) % targets.length)
    }
    const target = targets[at]
    if (event.key === 'Enter' && target) {
      event.preventDefault()
      onGo(target.path)
    }
  }
  return (
    <ModalLayer className="palette" high labelledBy={name} onClose={onClose}>
      <div className="ask">
        <Search className="i" />
        <h2 id={name} className="sr">{t`Jump to …`}</h2>
        <input
          // biome-ignore lint/a11y/noAutofocus: a palette is opened to be typed into
          autoFocus
          role="combobox"
          aria-expanded={targets.length > 0}
          aria-controls={list}
          aria-activedescendant={targets[at] && `${list}-${targets[at].key}`}
          aria-autocomplete="list"
          aria-labelledby={name}
          placeholder={t`Jump to …`}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} className="scroll" role="listbox" aria-label={t`Places and people`}>
        {targets.map((target, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as in every combobox
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={target.key}
            id={`${list}-${target.key}`}
            className="row one"
            role="option"
            aria-selected={index === at}
            onClick={() => onGo(target.path)}
          >
            {target.person === null ? (
              <span className="av sq">
                <Users className="i s" />
              </span>
            ) : (
              <Avatar id={target.person} name={target.title} />
            )}
            <span className="name cut grow" dir="auto">
              {target.title}
            </span>
          </div>
        ))}
        {targets.length === 0 && (
          <p className="quiet none">
            <Trans>Nothing with this name.</Trans>
          </p>
        )}
      </div>
    </ModalLayer>
  )
}
