import { describe, expect, it } from 'vitest'
import { shortcutOf } from './useShortcuts.ts'

/** A press of `key`, as far as the rule looks at it. */
const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, target: null, ...more }) as KeyboardEvent

describe('single keys of a call', () => {
  it('mean the same in small and capital letters', () => {
    expect(shortcutOf(press('m'))).toBe('M')
    expect(shortcutOf(press('M'))).toBe('M')
    expect(shortcutOf(press('?'))).toBe('?')
  })

  it('do nothing with a modifier, held down, or where a control has taken the press', () => {
    expect(shortcutOf(press('m', { ctrlKey: true }))).toBeNull()
    expect(shortcutOf(press('m', { metaKey: true }))).toBeNull()
    expect(shortcutOf(press('m', { altKey: true }))).toBeNull()
    expect(shortcutOf(press('m', { repeat: true }))).toBeNull()
    expect(shortcutOf(press('m', { defaultPrevented: true }))).toBeNull()
  })

  it('do nothing while the person types, or answers a dialog', () => {
    const inside = (tag: string) => ({ matches: (selector: string) => selector.split(', ').includes(tag) })
    expect(shortcutOf(press('m', { target: inside('textarea') as unknown as EventTarget }))).toBeNull()
    expect(shortcutOf(press('m', { target: inside('dialog *') as unknown as EventTarget }))).toBeNull()
    expect(shortcutOf(press('m', { target: inside('button') as unknown as EventTarget }))).toBe('M')
  })

  it('leave every other key alone', () => {
    expect(shortcutOf(press('x'))).toBeNull()
    expect(shortcutOf(press('Enter'))).toBeNull()
  })
})
