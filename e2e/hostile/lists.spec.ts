import { expect } from '../scene.ts'
import { until } from '../until.ts'
import { change, type Office, show, test } from './Office.ts'
import { Device, devicesOf, read, writeEntry } from './vcall.ts'

/** Milliseconds for something to pass through the server. */
const PASSES_WITHIN = 20_000

test("[LEG-5] another device in Ben's list answers in the place of his browser: DeviceSwapped", async ({
  office,
  accomplice,
}) => {
  const { ben } = office
  const { laptop } = accomplice
  const lies = change('answer', ({ m, sdp }) =>
    laptop.write({ ...read(m), from: { user: ben.id, dev: laptop.dev } }, sdp),
  )
  await office.attack(lies, async () => {
    await office.call()
    await office.expectBlocked('DeviceSwapped')
  })
})

test("[RX-7] a device that nobody has let into Ben's list answers: UnknownDevice", async ({ office }) => {
  const { ben } = office
  const stranger = Device.draw()
  const lies = change('answer', ({ m, sdp }) =>
    stranger.write({ ...read(m), from: { user: ben.id, dev: stranger.dev } }, sdp),
  )
  await office.attack(lies, async () => {
    await office.call()
    await office.expectBlocked('UnknownDevice')
  })
})

/** Anna calls, is told the error, finds Ben held with these words above, and lets him in again from an honest server. */
async function expectHeld({ anna, server }: Office, error: string, words: string): Promise<void> {
  await anna.person.call('audio')
  await anna.expectBlocked(error)
  await anna.leaveVerdict()
  await expect(anna.banner(words)).toBeVisible()
  server.lies = {}
  await anna.acceptNewKeys()
}

test('[DL-6] [SEC-2] it shows another beginning of the list of Ben, whom nobody has verified: red notice, the call goes out', async ({
  office,
}) => {
  const { anna, ben, server } = office
  const mallory = Device.draw()
  const chain = [writeEntry([], ben.id, [mallory.card], mallory)]
  await office.attack(show(chain), async () => {
    await anna.person.call('audio')
    await until('the offer has gone out', PASSES_WITHIN, () =>
      server.signalsFrom(anna.id).some(({ to }) => to.device === mallory.dev),
    )
    await anna.person.hangUp()
    await expect(anna.banner(anna.words.keysChanged('Ben'))).toBeVisible()
  })
})

test('[DL-6] [SEC-2] it shows another beginning of the list of Ben, who is verified: RootChanged, and the call is held', async ({
  office,
}) => {
  const { anna, ben } = office
  await office.callHonestly(async () => {
    await anna.answerEmoji('match')
    await anna.expectVerified()
  })
  const mallory = Device.draw()
  const chain = [writeEntry([], ben.id, [mallory.card], mallory)]
  await office.attack(show(chain), async () => {
    await expectHeld(office, 'RootChanged', anna.words.keysReset)
  })
})

test("[DL-5] [SEC-2] it forks Ben's list: ForkedDeviceList, and calls are held", async ({
  office,
  accomplice,
}) => {
  const { anna, ben } = office
  await office.callHonestly()
  const { browser, chain } = accomplice
  const beginning = chain.slice(0, 1)
  const fork = writeEntry(beginning, ben.id, [...devicesOf(beginning), Device.draw().card], browser)
  await office.attack(show([...beginning, fork]), async () => {
    await expectHeld(office, 'ForkedDeviceList', anna.words.callsBlocked)
  })
})

test("[DL-5] it shows Ben's list without its last entry: DeviceListRollback", async ({
  office,
  accomplice,
}) => {
  const { anna } = office
  await office.callHonestly()
  await office.attack(show(accomplice.chain.slice(0, 1)), async () => {
    await anna.person.call('audio')
    await anna.expectBlocked('DeviceListRollback')
  })
})
