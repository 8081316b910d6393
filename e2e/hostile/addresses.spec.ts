import type { Page } from '@playwright/test'
import { expectToHear, expectToSee } from '../media.ts'
import { expect } from '../scene.ts'
import { type Office, test } from './Office.ts'
import type { Victim } from './Victim.ts'
import { type Fields, read } from './vcall.ts'

/** Milliseconds for a device to find its addresses, and for a restart to find its path. */
const GATHERS_WITHIN = 30_000
/** All that a candidate may say of a device that hides its address. */
const RELAYED = / typ relay raddr 0\.0\.0\.0 rport /

/** Every candidate that a person's pages have sent since `from`, in messages and in descriptions. */
function candidatesOf({ server }: Office, { id }: Victim, from = 0): string[] {
  return server
    .signalsFrom(id)
    .slice(from)
    .flatMap(({ envelope }) => [...inMessage(read(envelope.m)), ...inDescription(envelope.sdp ?? '')])
}

const inMessage = ({ cands }: Fields): string[] =>
  ((cands ?? []) as { readonly cand: string }[]).map(({ cand }) => cand).filter(cand => cand !== '')

function inDescription(sdp: string): string[] {
  return sdp.split('\r\n').filter(line => line.startsWith('a=candidate'))
}

/** A description names the address of its first candidate once more in other lines. */
const addressesIn = (sdp: string): string[] =>
  [...sdp.matchAll(/^(?:c=|o=|a=rtcp:).*IN IP[46] (\S+)/gm)].map(([, address]) => address ?? '')

/** The relay's, which runs on loopback here, or none at all. */
const isNoOnes = (address: string): boolean => ['127.0.0.1', '0.0.0.0'].includes(address)

/** The kinds of addresses that a page has learned of the other side of its call. */
function learned(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const open = window.tacetPeers.filter(peer => peer.connectionState !== 'closed')
    const reports = await Promise.all(open.map(peer => peer.getStats()))
    const all = reports.flatMap(report => [...report.values()])
    return [...new Set(all.filter(({ type }) => type === 'remote-candidate').map(one => one.candidateType))]
  })
}

/** Looks for a new path, as after a change of the network. Resolves when the other side has answered to that. */
async function restart(page: Page): Promise<void> {
  const generation = () =>
    page.evaluate(() => window.tacetPeers.at(-1)?.remoteDescription?.sdp.match(/a=ice-ufrag:\S+/)?.[0])
  const before = await generation()
  await page.evaluate(() => window.tacetPeers.at(-1)?.restartIce())
  await expect.poll(generation, { timeout: GATHERS_WITHIN }).not.toBe(before)
}

/** [P-10] Each side reads on the sheet who hides what. */
async function expectSheets(hider: Victim, other: Victim): Promise<void> {
  for (const [victim, says] of [
    [hider, 'hidesOwn'],
    [other, 'hidesTheirs'],
  ] as const) {
    const { person, page, words } = victim
    await page.getByRole('button', { name: person.words.endToEnd }).first().click()
    const sheet = page.getByRole('dialog', { name: words.encryption })
    await expect(sheet).toContainText(words[says])
  }
}

async function play(office: Office, hider: Victim, other: Victim): Promise<void> {
  const [anna, ben] = [office.anna.person, office.ben.person]
  const { scene, server } = office
  await scene.stack.engineReady()
  await scene.patch(hider.person.browser, '/api/settings', { hideAddress: true })
  const [before, beforeOther] = [hider, other].map(({ id }) => server.signalsFrom(id).length)

  await anna.call('video')
  await ben.expectRinging(anna)
  // [ICE-2] The relayed path is built while it rings: by both, and whether they hide their address or not.
  for (const [who, from] of [
    [hider, before],
    [other, beforeOther],
  ] as const) {
    const candidates = () => candidatesOf(office, who, from)
    await expect.poll(() => candidates().length, { timeout: GATHERS_WITHIN }).toBeGreaterThan(0)
    expect(
      candidates().filter(one => !RELAYED.test(one)),
      'while it rings',
    ).toEqual([])
  }
  await ben.accept('video')
  for (const { page } of [anna, ben]) await expectToSee(page, 1)
  const first = candidatesOf(office, hider, before).length
  expect(first, 'candidates of the hider').toBeGreaterThan(0)

  await restart(anna.page)
  await expect.poll(() => candidatesOf(office, hider, before).length).toBeGreaterThan(first)
  await anna.button(anna.words.cameraOff).click()
  await hider.person.shareScreen()
  await expectToSee(other.page, 1)
  for (const { page } of [anna, ben]) await expectToHear(page, 1)
  expect(await learned(other.page), 'what the other side has learned').toEqual(['relay'])
  await expectSheets(hider, other)
  await anna.hangUp()
  for (const person of [anna, ben]) await person.expectNoCall()

  const named = server
    .signalsFrom(hider.id)
    .slice(before)
    .flatMap(({ envelope }) => addressesIn(envelope.sdp ?? ''))
  expect(new Set(named), 'addresses that descriptions name beside').toEqual(new Set(named.filter(isNoOnes)))
  const open = candidatesOf(office, hider, before).filter(one => !RELAYED.test(one))
  expect(open, 'addresses that left the device that hides them').toEqual([])
  // Whoever hides nothing has shown some: what is looked for can be found.
  const shown = candidatesOf(office, other, beforeOther).filter(one => !RELAYED.test(one))
  expect(shown.length, 'addresses that left the other device').toBeGreaterThan(0)
  await scene.patch(hider.person.browser, '/api/settings', { hideAddress: false })
}

test('[SEC-5] [ICE-2] [ICE-3] who hides their address and calls shows nothing but the relay, before and after Accept, restart and share included', async ({
  office,
}) => play(office, office.anna, office.ben))

test('[SEC-5] [ICE-2] [ICE-3] who hides their address and is called shows nothing but the relay, before and after Accept, restart and share included', async ({
  office,
}) => play(office, office.ben, office.anna))
