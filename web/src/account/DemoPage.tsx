import { Trans, useLingui } from '@lingui/react/macro'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { Banner } from '../ui/Banner.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { enterDemo } from './api.ts'
import { EntryPage } from './EntryPage.tsx'
import type { LinkPageProps } from './InvitationPage.tsx'
import { LinkGate } from './LinkGate.tsx'

/** Behind a demo link. It works once, so a press uses it, not a glance. */
export function DemoPage({ secret, organization, onSignedIn }: LinkPageProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  return (
    <LinkGate kind="demo" secret={secret} title={t`Demo`} organization={organization}>
      {({ name, organizationName }, good) => {
        const enter = async () => {
          const answer = await submit(() => enterDemo(good))
          if (answer.ok) onSignedIn(answer.value)
        }
        const person = name ?? ''
        return (
          <EntryPage title={t`Demo`} organization={organizationName}>
            <div>
              <h1>
                <Trans>Try Tacet as {person}</Trans>
              </h1>
              <p>
                <Trans>
                  Open the links of the others in other windows and call yourself. All of it stays on this
                  machine.
                </Trans>
              </p>
            </div>
            {failure && <Banner tone="stop">{words(failure)}</Banner>}
            <BusyButton look="main big wide" busy={busy} onPress={() => void enter()}>
              <Trans>Continue as {person}</Trans>
            </BusyButton>
          </EntryPage>
        )
      }}
    </LinkGate>
  )
}
