import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBorderViolations } from './borders.ts'
import { ROOT } from './step.ts'

/** A house in small: one honest file in every room. */
const HOUSE: Record<string, string> = {
  'protocol/src/ids.ts': `import { z } from 'zod/mini'\nexport type Id = z.infer<typeof z>`,
  'domain/src/call/machine.ts': `import type { Id } from '@tacet/protocol/ids'\nexport type State = Id`,
  'server/src/call/callStore.ts': `export const store = 1`,
  'server/src/call/Calls.ts': `import { store } from './callStore.ts'\nexport const calls = store`,
  'server/src/history/store.ts': `export const rows = 1`,
  'server/src/sfu/engine.ts': `import { RoomServiceClient } from 'livekit-server-sdk'\nexport const e = RoomServiceClient`,
  'web/src/ui/Button.tsx': `import type { ReactNode } from 'react'\nexport type Button = ReactNode`,
  'web/src/media/ports.ts': `import type { State } from '@tacet/domain/call/machine'\nexport type Media = State`,
  'web/src/media/SfuLink.ts': `import { Room } from 'livekit-client'\nexport const room = Room`,
  'web/src/signaling/ports.ts': `export type Signaling = 1`,
  'web/src/signaling/SignalingLink.ts': `import { io } from 'socket.io-client'\nexport const link = io`,
  'web/src/stage/Tile.tsx': `import type { Media } from '../media/ports.ts'\nexport type Tile = Media`,
  'web/src/call/CallScreen.tsx': `import type { Tile } from '../stage/Tile.tsx'\nexport type Screen = Tile`,
  'web/src/conversation/Log.tsx': `import type { Button } from '../ui/Button.tsx'\nexport type Log = Button`,
  'web/src/app/App.tsx': `import type { Log } from '../conversation/Log.tsx'\nexport type App = Log`,
  'e2e/scene.ts': `export const scene = 1`,
  'bench/inside/StandIn.ts': `import type { Screen } from '../../web/src/call/CallScreen.tsx'\nexport type StandIn = Screen`,
}

/** What to add to which file so that exactly this rule is broken. */
const VIOLATIONS: Record<string, { file: string; text: string }> = {
  'no-cycle': {
    file: 'domain/src/call/glare.ts',
    text: `import type { B } from './ringing.ts'\nexport type A = B | 1`,
  },
  'no-unresolved': { file: 'web/src/app/App.tsx', text: `import './nowhere.ts'` },
  'no-import-of-tests': { file: 'server/src/call/Calls.ts', text: `import './calls.test.ts'` },
  'protocol-is-alone': { file: 'protocol/src/ids.ts', text: `import 'node:crypto'` },
  'domain-is-pure': { file: 'domain/src/call/machine.ts', text: `import 'node:timers'` },
  'server-knows-no-web': {
    file: 'server/src/call/Calls.ts',
    text: `import type { Media } from '../../../web/src/media/ports.ts'\nexport type M = Media`,
  },
  'server-store-is-private': {
    file: 'server/src/call/Calls.ts',
    text: `import { rows } from '../history/store.ts'\nexport const r = rows`,
  },
  'server-engine-has-one-adapter': {
    file: 'server/src/call/Calls.ts',
    text: `import type { RoomServiceClient } from 'livekit-server-sdk'\nexport type R = RoomServiceClient`,
  },
  'web-knows-no-server': {
    file: 'web/src/app/App.tsx',
    text: `import type { calls } from '../../../server/src/call/Calls.ts'\nexport type C = typeof calls`,
  },
  'media-is-plain': { file: 'web/src/media/SfuLink.ts', text: `import 'react'` },
  'signaling-is-plain': { file: 'web/src/signaling/SignalingLink.ts', text: `import 'react'` },
  'web-engines-are-behind-ports': { file: 'web/src/app/App.tsx', text: `import 'livekit-client'` },
  'web-feature-sees-ports-only': {
    file: 'web/src/call/CallScreen.tsx',
    text: `import type { room } from '../media/SfuLink.ts'\nexport type R = typeof room`,
  },
  'web-features-stand-apart': {
    file: 'web/src/call/CallScreen.tsx',
    text: `import type { Log } from '../conversation/Log.tsx'\nexport type L = Log`,
  },
  'web-stage-shows-only': {
    file: 'web/src/stage/Tile.tsx',
    text: `import type { Signaling } from '../signaling/ports.ts'\nexport type S = Signaling`,
  },
  'web-stage-is-for-calls': {
    file: 'web/src/conversation/Log.tsx',
    text: `import type { Tile } from '../stage/Tile.tsx'\nexport type T = Tile`,
  },
  'web-ui-knows-no-domain': {
    file: 'web/src/ui/Button.tsx',
    text: `import type { Id } from '@tacet/protocol/ids'\nexport type I = Id`,
  },
  'outside-knows-no-inside': {
    file: 'e2e/scene.ts',
    text: `import type { Id } from '@tacet/protocol/ids'\nexport type I = Id`,
  },
}

/** Where a violation needs a partner that is not in the house. */
const PARTNERS: Record<string, string> = {
  'domain/src/call/ringing.ts': `import type { A } from './glare.ts'\nexport type B = A | 2`,
  'server/src/call/calls.test.ts': `export const test = 1`,
}

const PACKAGES = ['zod/mini', 'react', 'livekit-client', 'livekit-server-sdk', 'socket.io-client']

let root: string

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tacet-borders-'))
  for (const [file, text] of Object.entries(HOUSE)) write(file, text)
  for (const name of PACKAGES) write(`node_modules/${name}/index.js`, '')
  mkdirSync(join(root, 'node_modules/@tacet'))
  for (const room of ['protocol', 'domain']) {
    write(`${room}/package.json`, readFileSync(join(ROOT, room, 'package.json'), 'utf8'))
    symlinkSync(join('../..', room), join(root, 'node_modules/@tacet', room))
  }
})

afterEach(() => rmSync(root, { recursive: true }))

describe('the borders of the house', () => {
  it('find nothing wrong with an honest house', async () => {
    expect(await findBorderViolations(root)).toEqual([])
  })

  it.each(Object.keys(VIOLATIONS))('report a planted violation of %s', async rule => {
    const violation = VIOLATIONS[rule]
    if (!violation) throw new Error(`no violation planned for ${rule}`)
    for (const [file, text] of Object.entries(PARTNERS)) write(file, text)
    write(violation.file, `${HOUSE[violation.file] ?? ''}\n${violation.text}\n`)

    const found = await findBorderViolations(root)

    expect(found.some(line => line.startsWith(`${rule}: ${violation.file}`))).toBe(true)
  })

  it('have a planted violation for every rule', async () => {
    const { default: configuration } = await import('../../.dependency-cruiser.mjs')
    expect(Object.keys(VIOLATIONS)).toEqual(configuration.forbidden.map(rule => rule.name))
  })
})
