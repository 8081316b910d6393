import type { PersonId } from '@tacet/protocol/ids'
import { readRecoverySecret } from '@tacet/protocol/verified/recoveryKey'
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeDeviceServer } from './fakes/FakeDeviceServer.ts'
import { MemoryVault } from './fakes/MemoryVault.ts'
import { OwnDevice } from './OwnDevice.ts'

const ANNA = `${'anna'.padEnd(21, 'A')}A` as PersonId

let server: FakeDeviceServer
beforeEach(() => {
  server = new FakeDeviceServer()
})

/** A browser of Anna's; the same vault is the same browser after a reload. */
async function browser(vault = new MemoryVault()): Promise<OwnDevice> {
  const device = new OwnDevice({
    me: ANNA,
    vault,
    api: server.of(ANNA),
    defaultLabel: () => 'Browser',
    drawBytes: length => crypto.getRandomValues(new Uint8Array(length)),
  })
  await device.start()
  await device.refresh()
  return device
}

const state = (device: OwnDevice) => device.store.getState()
function listed(device: OwnDevice) {
  const now = state(device)
  if (now.is !== 'listed') throw new Error(`it is ${now.is}`)
  return now
}
function waiting(device: OwnDevice) {
  const now = state(device)
  if (now.is !== 'waiting') throw new Error(`it is ${now.is}`)
  return now
}
const recoverySecret = (device: OwnDevice): Uint8Array => {
  const bytes = readRecoverySecret(device.recovery.getState().secret ?? '')
  if (!bytes) throw new Error('no recovery key')
  return bytes
}

describe('the first browser of a person', () => {
  it('[DL-2], [DL-9] lists itself and a recovery key, which is shown once', async () => {
    const first = await browser()
    expect(listed(first).list.devices).toHaveLength(2)
    expect(first.recovery.getState().secret).toHaveLength(32)
    expect(listed(first).strangers).toEqual([])
  })

  it('is the same device after a reload, and the recovery key is not shown again', async () => {
    const vault = new MemoryVault()
    const first = await browser(vault)
    const again = await browser(vault)
    expect(again.keys?.device).toEqual(first.keys?.device)
    expect(listed(again).list.head).toBe(listed(first).list.head)
    expect(again.recovery.getState().secret).toBeNull()
  })
})

describe('two tabs of a browser that is new', () => {
  it('agree on one pair of keys, whichever was faster', async () => {
    const vault = new MemoryVault()
    const [one, other] = await Promise.all([browser(vault), browser(vault)])
    await Promise.all([one.refresh(), other.refresh()])
    expect(one.keys?.device).toEqual(other.keys?.device)
    expect(listed(one).list.head).toBe(listed(other).list.head)
  })
})

describe('a further browser', () => {
  it('[DL-8] waits until an old one signs exactly the device whose code was typed', async () => {
    const first = await browser()
    const second = await browser()
    const { code } = waiting(second)
    await first.refresh()
    expect(await first.approve('0000 0000 0000 0000')).toMatchObject({ ok: false, failure: null })
    expect(await first.approve(code.toLowerCase().replace(/(.{4})/g, '$1 '))).toEqual({ ok: true })
    await second.refresh()
    expect(listed(second).list.devices).toHaveLength(3)
  })

  it('[DL-8] is not signed when the server exchanges its keys', async () => {
    const first = await browser()
    const second = await browser()
    const mallory = await browser()
    const { code } = waiting(second)
    server.pending.set(ANNA, [{ device: waiting(mallory).device, label: 'Browser' }])
    await first.refresh()
    expect(await first.approve(code)).toMatchObject({ ok: false, failure: null })
    expect(listed(first).list.devices).toHaveLength(2)
  })

  it('[DL-9] signs itself in with the recovery key', async () => {
    const first = await browser()
    const second = await browser()
    expect(await second.recover(new Uint8Array(20))).toMatchObject({ ok: false, failure: null })
    expect(await second.recover(recoverySecret(first))).toEqual({ ok: true })
    expect(listed(second).list.devices).toHaveLength(3)
  })

  it('[DL-9] begins anew with the password, and leaves the old ones outside', async () => {
    const vault = new MemoryVault()
    const first = await browser(vault)
    const second = await browser()
    expect(await second.reset('a wrong one')).toMatchObject({ failure: { error: 'wrong-credentials' } })
    expect(await second.reset(server.password)).toEqual({ ok: true })
    expect(listed(second).list.seq).toBe(0)
    await first.refresh()
    expect(waiting(first).because).toBe('replaced')
    // Nobody is let in again by accident: the old one waits only when its person wants it.
    expect(server.pending.get(ANNA)?.map(({ device }) => device)).not.toContainEqual(first.keys?.device)
    await first.askAgain()
    await second.refresh()
    expect(await second.approve(waiting(first).code)).toEqual({ ok: true })
    await first.refresh()
    expect(listed(first).strangers).toHaveLength(3)
  })
})

describe('one’s own list', () => {
  it('[TRUST-5] tells of devices that this one has never seen, until its person says so', async () => {
    const vault = new MemoryVault()
    const first = await browser(vault)
    const second = await browser()
    await second.recover(recoverySecret(first))
    await first.refresh()
    expect(listed(first).strangers).toEqual([second.keys?.device.dev])
    // A reload doesn't make a stranger a friend.
    expect(listed(await browser(vault)).strangers).toHaveLength(1)
    await first.acknowledgeStrangers()
    expect(listed(await browser(vault)).strangers).toEqual([])
  })

  it('revokes a device, which waits again only when its person asks for it', async () => {
    const first = await browser()
    const second = await browser()
    await first.refresh()
    await first.approve(waiting(second).code)
    await second.refresh()
    const { dev } = listed(second).list.devices.find(each => each.dev === second.keys?.device.dev) ?? {}
    if (!dev) throw new Error('not listed')
    server.pending.clear()
    expect(await first.revoke(dev)).toEqual({ ok: true })
    await second.refresh()
    expect(waiting(second).because).toBe('removed')
    expect(server.pending.get(ANNA)).toBeUndefined()
    await second.askAgain()
    expect(waiting(second).because).toBe('new')
    await first.refresh()
    expect(listed(first).pending).toHaveLength(1)
    expect(await first.turnAway(dev)).toEqual({ ok: true })
    expect(listed(first).pending).toEqual([])
  })

  it('puts a new recovery key in the place of the old one', async () => {
    const first = await browser()
    const old = recoverySecret(first)
    const paper = listed(first).list.devices.find(each => each.dev !== first.keys?.device.dev)
    expect(await first.replaceRecoveryKey(paper?.dev ?? null)).toEqual({ ok: true })
    const second = await browser()
    expect(await second.recover(old)).toMatchObject({ ok: false })
    expect(await second.recover(recoverySecret(first))).toEqual({ ok: true })
  })

  it('[DL-5] refuses a list that the server has cut back', async () => {
    const vault = new MemoryVault()
    const first = await browser(vault)
    const second = await browser()
    await first.refresh()
    await first.approve(waiting(second).code)
    server.chains.set(ANNA, (server.chains.get(ANNA) ?? []).slice(0, 1))
    await first.refresh()
    expect(state(first)).toEqual({ is: 'refused', error: 'DeviceListRollback' })
  })
})
