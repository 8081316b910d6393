import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { forgetForeignContacts, listForeignContacts } from './network.ts'
import { expect, test } from './scene.ts'
import { until } from './until.ts'

/** Addresses that are set aside for documentation: nobody lives there. */
const NOWHERE = ['192.0.2.77', '198.51.100.7', '2001:db8::7'] as const

/** Milliseconds for a contact to show. */
const SHOWS_WITHIN = 5_000

test('[P-9] the world of these scenes notices whoever talks to the outside, by packet or by name', async () => {
  expect(listForeignContacts()).toEqual([])

  const packet = createSocket('udp4')
  packet.send('hello', 3478, NOWHERE[0], () => packet.close())
  const sockets = NOWHERE.slice(1).map(host => connect({ host, port: 443 }).on('error', () => undefined))
  await lookup('stun.example.net').catch(() => undefined)
  await until('all contacts show', SHOWS_WITHIN, () => listForeignContacts().length >= NOWHERE.length + 1)
  for (const socket of sockets) socket.destroy()

  expect(listForeignContacts()).toEqual([...NOWHERE, 'stun.example.net'])
  forgetForeignContacts()
  expect(listForeignContacts()).toEqual([])
})
