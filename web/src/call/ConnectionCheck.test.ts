import { describe, expect, it } from 'vitest'
import { FakeDevices } from '../media/fakes/FakeDevices.ts'
import { type ConnectionCheckDeps, checkConnection, type Findings, NOTHING_YET } from './ConnectionCheck.ts'
import { RELAY } from './testing/TestPhone.ts'

async function check(deps: Partial<ConnectionCheckDeps>): Promise<Findings> {
  let found = NOTHING_YET
  let now = 0
  const all = {
    askRelay: async () => [RELAY],
    tryRelay: async () => 120,
    devices: new FakeDevices(),
    now: () => (now += 5),
    ...deps,
  }
  await checkConnection(all, part => {
    found = { ...found, ...part }
  })
  return found
}

describe('[CALL-8] checking the connection', () => {
  it('says how fast server and relay are, and which microphone opens', async () => {
    expect(await check({})).toMatchObject({
      server: 5,
      relay: 120,
      microphone: { label: expect.any(String) },
    })
  })

  it('tells a server that is silent from a relay that is blocked, and from none', async () => {
    expect(await check({ askRelay: async () => null })).toMatchObject({ server: 'silent', relay: 'blocked' })
    expect(await check({ tryRelay: async () => null })).toMatchObject({ server: 5, relay: 'blocked' })
    expect(await check({ askRelay: async () => [] })).toMatchObject({ server: 5, relay: 'none' })
  })

  it('leaves no microphone open', async () => {
    const devices = new FakeDevices()
    const opened: MediaStreamTrack[] = []
    await check({
      devices: {
        openMicrophone: async () => {
          const result = await devices.openMicrophone()
          if (result.ok) opened.push(result.value)
          return result
        },
      },
    })
    expect(opened.map(({ readyState }) => readyState)).toEqual(['ended'])
    devices.failures.set('microphone', 'denied')
    expect(await check({ devices })).toMatchObject({ microphone: 'closed' })
  })
})
