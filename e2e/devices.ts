import { expect, type Locator } from '@playwright/test'
import type { Person } from './people.ts'
import { credentialsOf, type Scene } from './scene.ts'

/** Signs somebody in at one more browser, which waits to be approved. */
export async function signInAnew(scene: Scene, name: string): Promise<Person> {
  const person = await scene.visitor(name)
  await person.open(`${scene.stack.origin}/`)
  await person.signIn(credentialsOf(name))
  await expect(person.page.getByRole('heading', { name: 'Approve this device' })).toBeVisible()
  return person
}

/** The code that a waiting browser shows, in groups. */
export async function readCode({ page }: Person): Promise<string> {
  const field = page.getByText('No camera? Enter this code there:').locator('..')
  return (await field.getByRole('img').textContent()) ?? ''
}

/** Somebody's page about their devices. */
export async function openDevices(person: Person, scene: Scene): Promise<void> {
  await person.open(`${scene.stack.origin}/settings/devices`)
  await expect(person.page.getByRole('heading', { name: 'Devices and keys' })).toBeVisible()
}

/** On the page about one's devices: the one that waits, and the code that stands on it. */
export async function enterCode(person: Person, code: string): Promise<Locator> {
  await person.button('Check').click()
  const dialog = person.page.getByRole('alertdialog', { name: 'Is this your device?' })
  await dialog.getByRole('textbox', { name: 'Code that stands on the new device' }).fill(code)
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
  return dialog
}

/** On the page about one's devices: takes the other one of two out of the list. */
export async function revokeOther({ page }: Person): Promise<void> {
  await page
    .getByRole('button', { name: /^Revoke …/ })
    .last()
    .click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Revoke device', exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** The recovery key, as the first browser of an account shows it once. */
export async function readRecoveryKey({ page }: Person): Promise<string> {
  const note = page.getByText('Write down your recovery key').locator('..')
  await note.getByRole('button', { name: 'Show', exact: true }).click()
  const card = page.getByRole('dialog', { name: 'Recovery key' })
  const key = await card.getByRole('img', { name: /^Recovery key:/ }).textContent()
  await card.getByRole('button', { name: 'Later', exact: true }).click()
  return key ?? ''
}

/** Lets a waiting browser in with the key on paper. */
export async function recover({ page }: Person, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Use your recovery key' }).click()
  await page.getByRole('textbox', { name: 'Recovery key' }).fill(key)
  await page.getByRole('button', { name: 'Let this device in', exact: true }).click()
}

/** Lets a waiting browser in as the first of a new list. */
export async function startAnew({ page }: Person, password: string): Promise<void> {
  await page.getByRole('button', { name: 'start with new keys' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Start with new keys?' })
  await dialog.getByLabel('Your password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Start with new keys', exact: true }).click()
}
