import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { CallState } from '@tacet/domain/call/CallState'
import type { CallKind } from '@tacet/protocol/history'

type Ended = Extract<CallState, { at: 'ended' }>

export interface VerdictWords {
  readonly title: string
  readonly text: string
  /** Whether calling again is what one would want. */
  readonly again: boolean
}

/** The words of direct calls that more than one component needs. */
export function useCallWords() {
  const { t } = useLingui()

  const kindName = (media: CallKind): string => {
    switch (media) {
      case 'audio':
        return t`Audio call`
      case 'video':
        return t`Video call`
      case 'screen':
        return t`Screen share`
    }
  }

  /** Null where a call simply ends and there is nothing to say. */
  const verdict = ({ outcome, role, refusal, wasConnected }: Ended, name: string): VerdictWords | null => {
    const away = { text: t`The call stands in your conversation. You can leave a message.`, again: true }
    switch (outcome) {
      case 'hangup':
      case 'cancelled':
      case 'replaced':
      case 'elsewhere':
        return null
      case 'declined':
        return role === 'callee' ? null : { title: t`${name} can’t talk now`, ...away }
      case 'timeout':
        return role === 'callee' ? null : { title: t`No answer`, ...away }
      case 'unreachable':
        return {
          title: t`${name} is not reachable`,
          text: t`Tacet is not open on any device there. The call stands in your conversation.`,
          again: true,
        }
      case 'busy':
        return role === 'callee' ? null : { title: t`${name} is in another call`, ...away }
      case 'dnd':
        return {
          title: t`${name} does not want to be disturbed`,
          text: t`Nothing rings there. Your call will be found in your conversation afterwards.`,
          again: false,
        }
      case 'no-path':
        return {
          title: t`Could not connect`,
          text: t`The two devices found no way to each other. Microphone and camera are off.`,
          again: true,
        }
      case 'no-relay':
        return {
          title: t`Could not connect`,
          text: t`Your IP address stays hidden, and the relay that hides it is not running. Nothing of it was shown to ${name}. Whoever manages Tacet here can help.`,
          again: true,
        }
      case 'lost':
        return {
          title: t`Connection lost`,
          text: t`For 45 seconds nothing came through any more. Microphone and camera are off.`,
          again: true,
        }
      case 'error':
        return {
          title: wasConnected ? t`Connection lost` : t`Could not connect`,
          text: t`Microphone and camera are off.`,
          again: true,
        }
      case 'blocked':
      case 'no-match':
        // Trust has words of its own.
        return null
      case 'refused':
        return refusalWords(refusal, name)
    }
  }

  const refusalWords = (refusal: Ended['refusal'], name: string): VerdictWords => {
    switch (refusal?.error) {
      case 'in-call':
        return {
          title: t`You are already in a call`,
          text: t`It runs on another device of yours. End it there first.`,
          again: false,
        }
      case 'cool-down': {
        const minutes = Math.max(1, Math.ceil((refusal?.retryAfter ?? 0) / 60_000))
        const wait = t`${plural(minutes, { one: '# minute', other: '# minutes' })}`
        return {
          title: t`You have called three times in a short time`,
          text: t`${name} did not answer. You can call again in ${wait}. Nothing rang; you can write a message.`,
          again: false,
        }
      }
      case 'rate-limited':
        return {
          title: t`Too many calls in a short time`,
          text: t`Wait a little before you try again. Nothing rang.`,
          again: false,
        }
      case 'not-found':
      case 'forbidden':
        return {
          title: t`This person can’t be called`,
          text: t`The account is no longer active, or you may not call here. Nothing rang.`,
          again: false,
        }
      default:
        return {
          title: t`Our server does not answer`,
          text: t`Nothing rang. Your messages are safe; we keep trying to reach it.`,
          again: true,
        }
    }
  }

  return { kindName, verdict }
}
