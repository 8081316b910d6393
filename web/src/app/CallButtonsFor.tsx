import { useLingui } from '@lingui/react/macro'
import type { CallKind } from '@tacet/protocol/history'
import type { ConversationId, PersonId } from '@tacet/protocol/ids'
import { useStore } from 'zustand'
import { CallButtons } from '../call/CallButtons.tsx'
import { useShownCall } from '../call/useShownCall.ts'
import type { Page } from './createPage.ts'

export interface CallButtonsForProps {
  readonly page: Page
  readonly partner: PersonId
  /** The direct message; null where it must be made first. */
  readonly conversation: ConversationId | null
  /** Makes the direct message when there is none yet. */
  readonly onMake?: () => Promise<ConversationId | null>
}

/** The three buttons of a direct call, with what stands in their way at present. */
export function CallButtonsFor({ page, partner, conversation, onMake }: CallButtonsForProps) {
  const { t } = useLingui()
  const active = useStore(page.world, world => world.people.get(partner)?.active ?? true)
  const calling = useStore(
    useShownCall(page.calls.telephone).store,
    ({ call }) => call.at !== 'idle' && call.at !== 'ended',
  )
  const conferring = useStore(page.conferences.store, ({ phase }) => phase.is === 'in')
  const elsewhere = useStore(page.calls.otherTabs.store, ({ is }) => is !== 'quiet')
  const own = useStore(page.ownDevice.store, ({ is }) => is)
  const held = useStore(page.peers.store, all => all.get(partner)?.pin?.state === 'blocked')
  const device = {
    asking: t`One moment …`,
    unsupported: t`This browser is too old for verified calls`,
    waiting: t`This browser is not approved yet: see the settings, Devices`,
    refused: t`Our server shows a list of your devices that can’t be right`,
    listed: null,
  }[own]
  const reason = !active
    ? t`This account is no longer active`
    : calling
      ? t`You are in a call`
      : conferring
        ? t`You are in a conference`
        : elsewhere
          ? t`A call runs in another tab`
          : held
            ? t`Keys reset or doubtful: calls are blocked`
            : device

  const onCall = async (media: CallKind) => {
    const where = conversation ?? (await onMake?.()) ?? null
    if (where === null) return
    page.conferences.leave()
    page.calls.controller.dial(where, partner, media)
  }
  return (
    <CallButtons
      onCall={media => void onCall(media)}
      reason={reason}
      canShare={page.devices.canCaptureScreen}
    />
  )
}
