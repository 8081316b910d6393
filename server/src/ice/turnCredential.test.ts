import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { turnCredential } from './turnCredential.ts'

interface Vector {
  readonly apiKey: string
  readonly id: string
  readonly secret: string
  readonly expiresAtUnixSeconds: number
  readonly username: string
  readonly credential: string
}

const file = join(import.meta.dirname, 'turnCredential.vectors.json')
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }

describe('turnCredential', () => {
  it.each(vectors)('makes what the engine expects of $id', vector => {
    const { apiKey, secret, id, expiresAtUnixSeconds, username, credential } = vector
    expect(turnCredential({ name: apiKey, secret }, id, expiresAtUnixSeconds)).toEqual({
      username,
      credential,
    })
  })
})
