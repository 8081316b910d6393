import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findMissing } from './complete-lockfile.mjs'

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'))

it('our lockfile holds the native binaries of all platforms', () => {
  expect(findMissing(packages)).toEqual([])
})

it('a binary that npm left out is found, with the platform that its name tells', () => {
  const path = 'node_modules/@biomejs/cli-linux-arm64-musl'
  const { [path]: left, ...others } = packages
  const [missing] = findMissing(others)
  expect(missing).toMatchObject({ path })
  expect(missing?.entry).toEqual({
    version: left.version,
    cpu: ['arm64'],
    libc: ['musl'],
    os: ['linux'],
    dev: true,
    license: left.license,
    optional: true,
  })
})
