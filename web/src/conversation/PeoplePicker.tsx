import { Trans, useLingui } from '@lingui/react/macro'
import type { PersonCard } from '@tacet/protocol/identity'
import type { PersonId } from '@tacet/protocol/ids'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { findPeople } from './api.ts'

export interface PeoplePickerProps {
  readonly me: PersonId
  /** Not offered: they are there already. */
  readonly without: readonly PersonId[]
  readonly chosen: readonly PersonCard[]
  readonly onChoose: (people: readonly PersonCard[]) => void
  /** One person only: a press on them is the choice. */
  readonly single?: boolean
}

/** Chooses people from the directory, by name. */
export function PeoplePicker({ me, without, chosen, onChoose, single = false }: PeoplePickerProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const found = useFound(text, me)
  const offered = found?.filter(person => !without.includes(person.id))
  const isChosen = (id: PersonId) => chosen.some(person => person.id === id)
  const toggle = (person: PersonCard) => {
    if (single) onChoose([person])
    else onChoose(isChosen(person.id) ? chosen.filter(each => each.id !== person.id) : [...chosen, person])
  }
  return (
    <div className="stack">
      <label className="field">
        <span className="label">
          <Trans>People</Trans>
        </span>
        <span className="pick">
          <Search className="i s pre" />
          <input
            className="in with-sign"
            type="search"
            autoComplete="off"
            placeholder={t`Search by name`}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </span>
      </label>
      <ul className="picker scroll" aria-label={t`People found`}>
        {offered?.map(person => (
          <li key={person.id}>
            {single ? (
              <button type="button" className="row one wide" onClick={() => toggle(person)}>
                <Avatar id={person.id} name={person.name} />
                <span className="name cut grow" dir="auto">
                  {person.name}
                </span>
              </button>
            ) : (
              <label className="row one">
                <Avatar id={person.id} name={person.name} />
                <span className="name cut grow" dir="auto">
                  {person.name}
                </span>
                <input
                  type="checkbox"
                  className="check"
                  checked={isChosen(person.id)}
                  onChange={() => toggle(person)}
                />
              </label>
            )}
          </li>
        ))}
        {offered?.length === 0 && (
          <li className="quiet">
            {found?.length !== 0 ? (
              <Trans>Everybody who fits is in it already.</Trans>
            ) : text === '' ? (
              <Trans>Nobody else is here yet.</Trans>
            ) : (
              <Trans>Nobody has this name.</Trans>
            )}
          </li>
        )}
      </ul>
    </div>
  )
}

/** Null until the first answer; keeps the last one while the next is on its way. */
function useFound(text: string, me: PersonId): readonly PersonCard[] | null {
  const [found, setFound] = useState<readonly PersonCard[] | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    void findPeople(text.trim(), me, abort.signal).then(answer => {
      if (answer.ok) setFound(answer.value)
    })
    return () => abort.abort()
  }, [text, me])
  return found
}
