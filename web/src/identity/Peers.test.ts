import type { PersonId } from '@tacet/protocol/ids'
import { makeEntry } from '@tacet/protocol/verified/deviceList'
import { generateDeviceKeys } from '@tacet/protocol/verified/keys'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { BrowserPinTabs } from './BrowserPinTabs.ts'
import { FakeDeviceServer } from './fakes/FakeDeviceServer.ts'
import { MemoryVault } from './fakes/MemoryVault.ts'
import { Peers } from './Peers.ts'

const name = (text: string) => `${text.padEnd(21, 'A')}A` as PersonId
const ANNA = name('anna')
const BEN = name('ben')

let server: FakeDeviceServer
let vault: MemoryVault
let peers: Peers
beforeEach(async () => {
  server = new FakeDeviceServer()
  vault = new MemoryVault()
  peers = new Peers(vault, server.of(ANNA))
  await beginList()
})

/** Ben begins a list, or begins it anew. */
async function beginList() {
  const keys = await generateDeviceKeys()
  const made = await makeEntry(null, BEN, [keys.device], keys)
  if (!made.ok) throw new Error(made.error)
  server.chains.set(BEN, [made.entry])
  return { keys, list: made.list }
}

describe('trust in somebody', () => {
  it('[§8] begins with the first list, and is remembered', async () => {
    expect(await peers.look(BEN)).toMatchObject({ ok: true, pin: { state: 'tofu' } })
    const later = new Peers(vault, server.of(ANNA))
    await later.start()
    expect(later.of(BEN).pin?.state).toBe('tofu')
  })

  it('[TRUST-4] counts in every tab at once, whichever tab was told', async () => {
    const tabs = [new BrowserPinTabs(ANNA), new BrowserPinTabs(ANNA)] as const
    const [here, there] = tabs.map(tab => new Peers(vault, server.of(ANNA), tab))
    await here?.look(BEN)
    await vi.waitFor(() => expect(there?.of(BEN).pin?.state).toBe('tofu'))
    await there?.noMatch(BEN)
    await vi.waitFor(() => expect(here?.of(BEN).pin?.state).toBe('blocked'))
    for (const tab of tabs) tab.close()
  })

  it('[TRUST-1] is what I confirmed myself', async () => {
    await peers.look(BEN)
    await peers.confirm(BEN)
    expect(peers.of(BEN).pin?.state).toBe('verified')
  })

  it('[DL-6] of new keys: told where it was trust on first use, held where it was verified', async () => {
    await peers.look(BEN)
    await beginList()
    expect(await peers.look(BEN)).toMatchObject({
      ok: true,
      pin: { state: 'changed' },
      notice: 'keys-changed',
    })
    await peers.confirm(BEN)
    await beginList()
    expect(await peers.look(BEN)).toMatchObject({ ok: false, error: 'RootChanged' })
    expect(peers.of(BEN)).toMatchObject({ pin: { state: 'blocked' }, notice: 'keys-reset' })
    expect(await peers.look(BEN)).toMatchObject({ ok: false, error: 'PeerBlocked' })
  })

  it('[§8] comes back, unverified, when I accept the new keys', async () => {
    await peers.look(BEN)
    await peers.confirm(BEN)
    await beginList()
    await peers.look(BEN)
    expect(await peers.acceptKeys(BEN)).toBe(true)
    expect(peers.of(BEN).pin?.state).toBe('changed')
    expect(await peers.look(BEN)).toMatchObject({ ok: true })
  })

  it('[§8] a device more is told, and no more than that', async () => {
    const { keys, list } = await beginList()
    await peers.look(BEN)
    await peers.confirm(BEN)
    const more = await generateDeviceKeys()
    const made = await makeEntry(list, BEN, [keys.device, more.device], keys)
    if (!made.ok) throw new Error(made.error)
    server.chains.set(BEN, [...(server.chains.get(BEN) ?? []), made.entry])
    expect(await peers.look(BEN)).toMatchObject({
      ok: true,
      pin: { state: 'verified' },
      notice: 'new-device',
    })
    expect(peers.of(BEN).notice).toBe('new-device')
    peers.dismissNotice(BEN)
    expect(peers.of(BEN).notice).toBeNull()
  })

  it('[TRUST-4] is gone when the emoji do not match', async () => {
    await peers.look(BEN)
    await peers.noMatch(BEN)
    expect(peers.of(BEN)).toMatchObject({ pin: { state: 'blocked' }, notice: 'possible-attack' })
  })
})
