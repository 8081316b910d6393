import type { PersonId, SfuHandle } from '@tacet/protocol/ids'
import { describe, expect, it } from 'vitest'
import { Faces } from './Faces.ts'

const person = (letter: string) => ({ handle: letter as SfuHandle, person: `person ${letter}` as PersonId })
const peer = (handle: string) => ({ handle, tracks: [], speaking: false, quality: 4 as const })
const shown = (people: readonly { handle: string }[]) => people.map(({ handle }) => handle).join('')

describe('Faces', () => {
  it('[CONF-16] keeps whoever is still in the engine while a restarted server learns who is there', () => {
    const faces = new Faces()
    faces.look(['a', 'b', 'c'].map(person), [peer('b'), peer('c')])
    expect(shown(faces.look([person('a')], [peer('b'), peer('c')]))).toBe('abc')
    expect(shown(faces.look(['a', 'c', 'b'].map(person), [peer('b'), peer('c')]))).toBe('abc')
  })

  it('[CONF-11] keeps the order in which people came', () => {
    const faces = new Faces()
    faces.look(['a', 'b'].map(person), [])
    expect(shown(faces.look(['c', 'b', 'a'].map(person), []))).toBe('abc')
  })

  it('forgets whoever has left both', () => {
    const faces = new Faces()
    faces.look(['a', 'b'].map(person), [peer('b')])
    expect(shown(faces.look([person('a')], []))).toBe('a')
    expect(shown(faces.look([person('a')], [peer('b')]))).toBe('a')
  })

  it('shows nobody whom the server never named', () => {
    expect(shown(new Faces().look([], [peer('x')]))).toBe('')
  })
})
