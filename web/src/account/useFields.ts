import { useLingui } from '@lingui/react/macro'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type FieldKind, type FieldProblem, problemOf } from './fields.ts'

function useProblemWords(): (kind: FieldKind, problem: FieldProblem) => string {
  const { t } = useLingui()
  return (kind, problem) => {
    switch (problem) {
      case 'empty':
        return t`This can’t stay empty.`
      case 'too-long':
        return t`This is too long.`
      case 'too-short':
        return t`This is too short.`
      case 'not-an-address':
        return t`This is no e-mail address.`
      case 'unusable':
        return kind === 'name'
          ? t`This name holds a character that can’t be kept.`
          : t`This holds a character that can’t be kept.`
    }
  }
}

export interface Fields<K extends string> {
  readonly values: Readonly<Record<K, string>>
  /** Props of the field. Problems show once somebody has tried to send. */
  of(key: K): {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly error: string | null
  }
  /** True when everything can be sent; else says what is wrong and leads to the first such field. */
  check(): boolean
  /** The server refused this one as it is. */
  reject(key: K, words: string): void
  clear(): void
  readonly form: RefObject<HTMLFormElement | null>
}

/** The fields of a form: what stands in them and what is wrong with it. Nothing typed is ever lost by an error. */
export function useFields<K extends string>(
  kinds: Readonly<Record<K, FieldKind>>,
  initial?: Readonly<Partial<Record<K, string>>>,
): Fields<K> {
  const words = useProblemWords()
  const keys = Object.keys(kinds) as K[]
  const blank = () => Object.fromEntries(keys.map(key => [key, initial?.[key] ?? ''])) as Record<K, string>
  const [values, setValues] = useState(blank)
  const [rejected, setRejected] = useState<Partial<Record<K, { value: string; words: string }>>>({})
  const [attempts, setAttempts] = useState(0)
  const form = useRef<HTMLFormElement>(null)

  // After the errors stand there, so that the field is read out together with what is wrong.
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts])

  const errorOf = (key: K): string | null => {
    const refusal = rejected[key]
    if (refusal?.value === values[key]) return refusal.words
    const problem = attempts > 0 ? problemOf(kinds[key], values[key]) : null
    return problem && words(kinds[key], problem)
  }
  return {
    values,
    of: key => ({
      value: values[key],
      onChange: value => setValues(now => ({ ...now, [key]: value })),
      error: errorOf(key),
    }),
    check() {
      setAttempts(count => count + 1)
      return keys.every(key => problemOf(kinds[key], values[key]) === null)
    },
    reject(key, reason) {
      setRejected(now => ({ ...now, [key]: { value: values[key], words: reason } }))
      setAttempts(count => count + 1)
    },
    clear() {
      setValues(blank)
      setRejected({})
      setAttempts(0)
    },
    form,
  }
}
