import { readdirSync } from 'node:fs'
import { expectToHear } from './media.ts'
import type { Person } from './people.ts'
import { expect, test } from './scene.ts'

test('[P-7] the row of a call has eight fields and no room for more', async ({ scene }) => {
  const columns = scene.stack.rows.columns()
  const call = columns.filter(({ table }) => table === 'call')

  expect(call.map(({ column }) => column).join(' ')).toBe(
    'id conversation_id kind status started_by started_at ended_at ended_by',
  )
  expect([...new Set(call.map(({ type }) => type))].toSorted(), 'nothing free-form').toEqual([
    'bigint',
    'text',
  ])
  const others = columns
    .filter(({ table }) => table !== 'call')
    .map(({ table, column }) => `${table}.${column}`)
    .filter(name => /call|conference/.test(name))
  expect(
    others.toSorted(),
    'of calls the rest of the database knows what people have set, and nothing that was',
  ).toEqual([
    'call_block.blocked_id',
    'call_block.person_id',
    'organization.call_retention_days',
    'organization.call_waiting',
  ])
})

test('[P-10] the panel shows the literal row, while the call runs and afterwards', async ({ scene }) => {
  const [anna, ben] = await scene.talk()
  const shown = async (person: Person) => {
    await person.log.getByRole('button', { name: person.words.stored }).last().click()
    const panel = person.page.getByRole('complementary', { name: person.words.stored })
    await expect(panel.getByText('conversation_id')).toBeVisible()
    return ((await panel.textContent()) ?? '').replaceAll(/\s/g, '')
  }
  const [row] = scene.stack.rows.calls()
  await ben.button(ben.words.back).click()
  const during = await shown(ben)
  for (const value of [row?.['id'], row?.['conversation_id'], row?.['started_by']]) {
    expect(during).toContain(String(value))
  }
  expect(during).toContain('connected')

  await anna.hangUp()
  await ben.expectNoCall()
  await scene.expectCallRows([
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: anna }),
  ])
  expect(await shown(anna)).toContain(`ended_by${scene.idOf(anna)}`)
})

test('with retention 0 no row is written, not even while the call runs', async ({ scene }) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  await scene.patch(anna.browser, '/api/organization', { callRetentionDays: 0 })
  await anna.startDirectMessage(ben)
  await anna.write('Hello Ben')
  await ben.openConversation('Anna')

  await anna.call('audio')
  await ben.expectRinging(anna)
  expect(scene.stack.rows.calls()).toEqual([])
  await ben.accept('audio')
  await expectToHear(ben.page, 1)
  expect(scene.stack.rows.calls()).toEqual([])
  await anna.hangUp()
  await ben.expectNoCall()
  expect(scene.stack.rows.calls()).toEqual([])
  await expect(ben.log.getByRole('button', { name: ben.words.stored })).toHaveCount(0)
})

test('nothing but the database lies in the data folder after a call', async ({ scene }) => {
  const [anna, ben] = await scene.talk()
  await anna.hangUp()
  await ben.expectNoCall()

  const files = readdirSync(scene.stack.dataFolder, { recursive: true }).map(String)
  expect(files.filter(file => !/^tacet\.sqlite(-wal|-shm)?$/.test(file))).toEqual([])
})

test('[P-7] two calls and a conference leave three rows, and each is exactly as specified', async ({
  scene,
}) => {
  const anna = await scene.person('Anna')
  const ben = await scene.person('Ben')
  const carla = await scene.person('Carla')
  await anna.startDirectMessage(ben)
  await anna.write('Hello Ben')
  await ben.openConversation('Anna')
  await anna.call('video')
  await ben.expectRinging(anna)
  await ben.decline()
  await anna.closeVerdict()
  await ben.call('audio')
  await anna.accept('audio')
  await expectToHear(anna.page, 1)
  await anna.hangUp()
  await ben.expectNoCall()

  await anna.startGroup('Hofmann', [ben, carla])
  await ben.openConversation('Hofmann')
  await anna.startConference({ camera: false })
  await ben.joinConference({ camera: false })
  await expectToHear(anna.page, 1)
  await anna.leave()
  await ben.endForAll()
  await ben.expectNoCall()

  await scene.expectCallRows([
    scene.callRow({ kind: 'video', status: 'not_connected', startedBy: anna, endedBy: null }),
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: ben, endedBy: anna }),
    scene.callRow({ kind: 'audio', status: 'connected', startedBy: anna, endedBy: ben }),
  ])
  const tables = [...new Set(scene.stack.rows.columns().map(({ table }) => table))]
  const everything = tables.flatMap(table => scene.stack.rows.query(`select * from "${table}"`))
  const carlas = everything.filter(row => Object.values(row).includes(scene.idOf(carla)))
  expect(
    carlas.every(row => !('started_by' in row)),
    'nothing tells who was invited and did not come',
  ).toBe(true)
})
