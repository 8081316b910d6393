import { Trans, useLingui } from '@lingui/react/macro'
import type { Failure } from '@tacet/protocol/errors'
import type { SessionView } from '@tacet/protocol/identity'
import type { LinkSecret } from '@tacet/protocol/ids'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { setUp } from './api.ts'
import { EntryPage } from './EntryPage.tsx'
import type { LinkPageProps } from './InvitationPage.tsx'
import { InviteStep } from './InviteStep.tsx'
import { LinkGate } from './LinkGate.tsx'
import { SetUpSteps } from './SetUpSteps.tsx'
import { AccountStep, OrganizationStep, StepButtons } from './setUpForms.tsx'
import { type SetUpStep, stepAtFault } from './setUpStep.ts'
import { type TelephonySettings, TelephonyStep } from './TelephonyStep.tsx'
import { useFields } from './useFields.ts'

/** ACC-1: behind the setup link, four steps from an empty server to the first people on it. */
export function SetUpPage({ secret, organization, onSignedIn }: LinkPageProps) {
  const { t } = useLingui()
  return (
    <LinkGate kind="setup" secret={secret} title={t`Set up`} organization={organization}>
      {(_, good) => <Steps secret={good} onSignedIn={onSignedIn} />}
    </LinkGate>
  )
}

interface StepsProps {
  readonly secret: LinkSecret
  readonly onSignedIn: (session: SessionView) => void
}

/** Everything typed lives here, so that going back and errors lose nothing. The server hears of it once, after the third step. */
function Steps({ secret, onSignedIn }: StepsProps) {
  const [step, setStep] = useState<SetUpStep>('organization')
  const [session, setSession] = useState<SessionView | null>(null)
  const { busy, failure, submit } = useSubmission()
  const organization = useFields({ name: 'organization' })
  const account = useFields({ name: 'name', email: 'email', password: 'password' })
  const [telephony, setTelephony] = useState<TelephonySettings>({
    callRetentionDays: 90,
    hideAddresses: false,
    guestLinks: true,
    callWaiting: true,
  })
  const send = async () => {
    const answer = await submit(() =>
      setUp({
        secret,
        organization: { name: organization.values.name, ...telephony },
        admin: account.values,
      }),
    )
    if (!answer.ok) return setStep(stepAtFault(answer.failure))
    setSession(answer.value)
    setStep('people')
  }
  const next = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (step === 'organization' && organization.check()) setStep('account')
    if (step === 'account' && account.check()) setStep('telephony')
    if (step === 'telephony') void send()
  }
  const name = step === 'organization' ? null : organization.values.name.trim() || null
  return (
    <Page organization={name} step={step}>
      {failure && (
        <Banner tone="stop">
          <Words failure={failure} />
        </Banner>
      )}
      {step === 'organization' && (
        <form ref={organization.form} className="contents" noValidate onSubmit={next}>
          <OrganizationStep fields={organization} />
          <StepButtons onBack={null} busy={false} />
        </form>
      )}
      {step === 'account' && (
        <form ref={account.form} className="contents" noValidate onSubmit={next}>
          <AccountStep fields={account} />
          <StepButtons onBack={() => setStep('organization')} busy={false} />
        </form>
      )}
      {step === 'telephony' && (
        <form className="contents" onSubmit={next}>
          <TelephonyStep settings={telephony} onChange={setTelephony} />
          <StepButtons onBack={() => setStep('account')} busy={busy} />
        </form>
      )}
      {step === 'people' && session && <InviteStep onDone={() => onSignedIn(session)} />}
    </Page>
  )
}

interface PageProps {
  readonly organization: string | null
  readonly step: SetUpStep
  readonly children: ReactNode
}

function Page({ organization, step, children }: PageProps) {
  const { t } = useLingui()
  const place = useRef<HTMLDivElement>(null)
  // A new step is a new page: readers begin at its heading, typists in its first field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step anew
  useEffect(() => {
    const target = place.current?.querySelector<HTMLElement>('input:not([type="range"]), h1')
    target?.focus()
  }, [step])
  return (
    <EntryPage title={t`Set up`} organization={organization} name={t`Set up Tacet`} width="mid">
      <SetUpSteps current={step} />
      <div ref={place} className="contents">
        {children}
      </div>
    </EntryPage>
  )
}

function Words({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords()
  return failure.error === 'already-set-up' || failure.error === 'link-dead' ? (
    <Trans>
      Somebody has set up this server meanwhile, or a newer link was made. Ask them for an invitation.
    </Trans>
  ) : (
    words(failure)
  )
}
