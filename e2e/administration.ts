import { expect } from '@playwright/test'
import type { Person } from './people.ts'

/** What the person does who manages Tacet, on the pages of people. In English. */

/** Makes an invitation for anybody who has the link, and answers the link. */
export async function makeInvitation(admin: Person): Promise<string> {
  const { page } = admin
  await page.getByRole('link', { name: 'People', exact: true }).click()
  // While nobody else is there, the empty page offers it, too.
  const list = page.getByRole('complementary', { name: 'People' })
  await list.getByRole('button', { name: 'Invite people', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite people' })
  await dialog.getByRole('button', { name: 'Make link' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

async function openPerson(admin: Person, name: string): Promise<void> {
  const { page } = admin
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByRole('complementary').getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Makes a link by which `name` sets a new password, and answers the link. */
export async function makeResetLink(admin: Person, name: string): Promise<string> {
  await openPerson(admin, name)
  await admin.button('Make link').click()
  const dialog = admin.page.getByRole('dialog', { name: `New password for ${name}` })
  return dialog.getByRole('textbox', { name: 'Link' }).inputValue()
}

export async function deactivate(admin: Person, name: string): Promise<void> {
  await openPerson(admin, name)
  await admin.button('Deactivate').click()
  await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(admin.button('Reactivate')).toBeVisible()
}
