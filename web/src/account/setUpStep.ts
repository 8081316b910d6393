import type { Failure } from '@tacet/protocol/errors'

/** The steps of the setup, in order. */
export const SET_UP_STEPS = ['organization', 'account', 'telephony', 'people'] as const
export type SetUpStep = (typeof SET_UP_STEPS)[number]

/** The step in which the refused part was typed; without one the person stays where they sent it. */
export function stepAtFault({ field }: Failure): SetUpStep {
  if (field === 'organization.name') return 'organization'
  if (field?.startsWith('admin') || field === 'email') return 'account'
  return 'telephony'
}
