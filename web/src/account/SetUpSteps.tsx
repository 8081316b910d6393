import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { SET_UP_STEPS, type SetUpStep } from './setUpStep.ts'

/** Where one is on the way, and what comes. */
export function SetUpSteps({ current }: { readonly current: SetUpStep }) {
  const { t } = useLingui()
  const names: Readonly<Record<SetUpStep, string>> = {
    organization: t`Organization`,
    account: t`Your account`,
    telephony: t`Telephony`,
    people: t`Invite people`,
  }
  const at = SET_UP_STEPS.indexOf(current)
  return (
    <ol className="steps" aria-label={t`Steps`}>
      {SET_UP_STEPS.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'done' : undefined}
          aria-current={step === current ? 'step' : undefined}
        >
          <span className="n">{index < at ? <Check className="i s" /> : index + 1}</span>
          <span>{names[step]}</span>
        </li>
      ))}
    </ol>
  )
}
