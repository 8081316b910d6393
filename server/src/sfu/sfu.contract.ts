import { SfuHandle } from '@tacet/protocol/ids'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { drawId, systemRandom } from '../random.ts'
import type { Sfu } from './ports.ts'

export interface SfuUnderTest {
  readonly sfu: Sfu
  /** Comes to the engine with a token. False: not let in. */
  arrive(token: string): Promise<boolean>
  stop(): Promise<void>
}

const draw = () => drawId(systemRandom, SfuHandle)

/** What every conference engine must do, the fake as well as the real one. */
export function describeSfu(name: string, start: () => Promise<SfuUnderTest>): void {
  describe(name, () => {
    let test: SfuUnderTest
    beforeAll(async () => {
      test = await start()
    })
    afterAll(() => test.stop())

    it('opens rooms that are empty, differ, and are listed until they are closed', async () => {
      const { sfu } = test
      const [one, two] = [await sfu.openRoom(), await sfu.openRoom()]
      expect(one.name).not.toBe(two.name)
      expect(await sfu.handlesIn(one)).toEqual([])
      expect(await sfu.rooms()).toEqual(expect.arrayContaining([one, two]))
      await sfu.closeRoom(one)
      await vi.waitFor(async () => expect(await sfu.rooms()).toEqual([two]))
      expect(await sfu.handlesIn(one)).toBeNull()
      await sfu.closeRoom(two)
    })

    it('lets a handle in with its token, and puts it out', async () => {
      const { sfu } = test
      const [room, anna, ben] = [await sfu.openRoom(), draw(), draw()]
      expect(await test.arrive(await sfu.grant(room, anna))).toBe(true)
      expect(await test.arrive(await sfu.grant(room, ben))).toBe(true)
      await vi.waitFor(async () => expect(new Set(await sfu.handlesIn(room))).toEqual(new Set([anna, ben])))
      await sfu.expel(room, anna)
      await vi.waitFor(async () => expect(await sfu.handlesIn(room)).toEqual([ben]))
      await sfu.closeRoom(room)
    })

    it('[SEC-12] lets nobody in with a token for another room than the one it names', async () => {
      const { sfu } = test
      const [room, other, anna] = [await sfu.openRoom(), await sfu.openRoom(), draw()]
      await test.arrive(await sfu.grant(other, anna))
      await vi.waitFor(async () => expect(await sfu.handlesIn(other)).toEqual([anna]))
      expect(await sfu.handlesIn(room)).toEqual([])
    })

    it('[SEC-12] lets nobody into a room that was closed or never opened', async () => {
      const { sfu } = test
      const room = await sfu.openRoom()
      const token = await sfu.grant(room, draw())
      await sfu.closeRoom(room)
      await vi.waitFor(async () => expect(await sfu.handlesIn(room)).toBeNull())
      expect(await test.arrive(token)).toBe(false)
      expect(await test.arrive(await sfu.grant({ ...room, name: 'no-room' }, draw()))).toBe(false)
    })

    it('[SEC-12] reads its own tokens and no others', async () => {
      const { sfu } = test
      const [room, anna] = [await sfu.openRoom(), draw()]
      const token = await sfu.grant(room, anna)
      expect(await sfu.readGrant(token)).toEqual({ room: room.name, handle: anna })
      expect(await sfu.readGrant(`${token.slice(0, -4)}AAAA`)).toBeNull()
      expect(await sfu.readGrant('')).toBeNull()
    })

    it('takes closing and putting out what is not there for done', async () => {
      const { sfu } = test
      const gone = { engine: 'an engine that died', name: 'its room' }
      await sfu.closeRoom(gone)
      await sfu.expel(gone, draw())
      expect(await sfu.handlesIn(gone)).toBeNull()
      const room = await sfu.openRoom()
      await sfu.expel(room, draw())
      await sfu.closeRoom({ ...room, name: 'no-room' })
    })
  })
}
