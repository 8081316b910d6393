import { Failure } from '@tacet/protocol/errors'
import type { z } from 'zod/mini'

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

export interface Asked<T> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** What the answer must look like; without it the answer has no body. */
  readonly answer?: z.ZodMiniType<T>
  readonly signal?: AbortSignal
}

const UNAVAILABLE: Answer<never> = { ok: false, failure: { error: 'unavailable' } }

/**
 * Asks our own server. Never throws: a server that does not answer, or answers what nobody understands, is
 * `unavailable`; whatever it refuses comes with its reason.
 */
export async function request<T = undefined>(path: string, asked: Asked<T> = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: asked.method ?? 'GET',
      credentials: 'same-origin',
      headers: asked.body === undefined ? {} : { 'content-type': 'application/json' },
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      ...(asked.signal ? { signal: asked.signal } : {}),
    })
    if (response.status === 204) return { ok: true, value: undefined as T }
    const json: unknown = await response.json()
    if (!response.ok) {
      const failure = Failure.safeParse(json)
      return failure.success ? { ok: false, failure: failure.data } : UNAVAILABLE
    }
    if (!asked.answer) return { ok: true, value: undefined as T }
    const value = asked.answer.safeParse(json)
    return value.success ? { ok: true, value: value.data } : UNAVAILABLE
  } catch {
    return UNAVAILABLE
  }
}
