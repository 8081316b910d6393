import { ALTERATIONS, alter, FOREIGN_FP, rehash, resign } from './hostile/descriptions.ts'
import { change, test } from './hostile/Office.ts'
import { expect } from './scene.ts'

test('[TEST-2] a server that only listens: the call runs, and both see the same emoji', async ({
  office,
}) => {
  await office.callHonestly()
})

for (const [what, how] of Object.entries(ALTERATIONS)) {
  test(`[SDP-1] a server that ${what} in an answer: SdpMismatch`, async ({ office }) => {
    const { anna, ben } = office
    await office.attack(
      change('answer', envelope => alter(envelope, how)),
      async () => {
        await anna.person.call('audio')
        await ben.person.accept('audio')
        await anna.expectBlocked('SdpMismatch')
        await ben.expectBlocked('SdpMismatch')
      },
    )
  })
}
