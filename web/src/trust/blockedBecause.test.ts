import { VCALL_ERRORS } from '@tacet/protocol/verified/VcallError'
import { expect, it } from 'vitest'
import { blockedBecause } from './blockedBecause.ts'

it('says plainly when keys were reset, lists contradict each other, or versions differ', () => {
  const kinds = Map.groupBy(VCALL_ERRORS, blockedBecause)
  expect(kinds.get('keys-reset')).toEqual(['PeerBlocked', 'RootChanged'])
  expect(kinds.get('possible-attack')).toEqual(['ForkedDeviceList'])
  expect(kinds.get('version')).toEqual(['UnknownVersion'])
})
