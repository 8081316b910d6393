import { approvalCode, isApprovalCode } from '@tacet/protocol/verified/approvalCode'
import { generateDeviceKeys } from '@tacet/protocol/verified/keys'
import { expect, it } from 'vitest'
import { approvalLink, CODE_FRAGMENT } from './approvalLink.ts'

it('[DL-8] a scanned link carries the code of the device that shows it, where no server sees it', async () => {
  const { device } = await generateDeviceKeys()
  const link = new URL(approvalLink('https://tacet.example', await approvalCode('anna', device)))
  expect(link.pathname).toBe('/settings/devices')
  expect(link.hash.slice(1)).toMatch(CODE_FRAGMENT)
  expect(await isApprovalCode('anna', device, link.hash.slice(1))).toBe(true)
})
