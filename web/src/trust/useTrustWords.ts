import { useLingui } from '@lingui/react/macro'
import { useFormats } from '../i18n/useFormats.ts'
import type { HeldBecause, TrustView } from './trustView.ts'

export interface TrustWords {
  readonly title: string
  /** Where there is less room: the words of §8. */
  readonly short?: string
  /** What it means and what to do. */
  readonly text: string
}

/** The words of §8 for a person's panel; `since`: when the person's list began, by the server's word. */
export function useTrustWords() {
  const { t } = useLingui()
  const { date } = useFormats()

  const held = (name: string): Readonly<Record<HeldBecause, TrustWords>> => ({
    'keys-reset': {
      title: t`Keys reset, call blocked`,
      text: t`You had verified ${name}, and now their account has started with entirely new keys. Calls are blocked in both directions until you accept them.`,
    },
    'possible-attack': {
      title: t`Possible attack, calls blocked`,
      text: t`What you compared with ${name} did not match, or our server showed two lists of devices that contradict each other. Calls are blocked in both directions.`,
    },
    unknown: {
      title: t`Calls with ${name} are blocked`,
      text: t`Their keys could not be trusted, and nobody has accepted new ones yet. Calls are blocked in both directions.`,
    },
  })

  return (view: TrustView, name: string, since: number | null): TrustWords => {
    switch (view.is) {
      case 'unknown':
        return {
          title: t`No keys known yet`,
          text: t`They stand here as soon as ${name} has signed in with a browser that can make verified calls.`,
        }
      case 'tofu':
        return {
          title: t`Calls are end-to-end encrypted, not verified yet`,
          short: t`End-to-end encrypted`,
          text:
            since === null
              ? t`Whether these are really the keys of ${name}, you only know once you have compared the emoji in a call, or this number.`
              : t`The keys have been the same since ${date(since)}. Whether they are really those of ${name}, you only know once you have compared the emoji in a call, or this number.`,
        }
      case 'verified':
        return {
          title: t`Calls are end-to-end encrypted, verified`,
          short: t`End-to-end encrypted · verified`,
          text: t`You have confirmed that these are really the keys of ${name}.`,
        }
      case 'changed':
        return {
          title: t`${name}’s keys changed`,
          text: t`Calls are end-to-end encrypted, but nobody has checked who holds these keys. Compare the emoji in a call, or this number.`,
        }
      case 'blocked':
        return held(name)[view.why]
    }
  }
}
