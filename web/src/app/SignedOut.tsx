import { Trans } from '@lingui/react/macro'
import type { PublicOrganization, SessionView } from '@tacet/protocol/identity'
import type { LinkSecret } from '@tacet/protocol/ids'
import { useEffect } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { DemoPage } from '../account/DemoPage.tsx'
import { InvitationPage } from '../account/InvitationPage.tsx'
import { ResetPage } from '../account/ResetPage.tsx'
import { SetUpPage } from '../account/SetUpPage.tsx'
import { SignInPage } from '../account/SignInPage.tsx'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { SecurityPage } from '../security/SecurityPage.tsx'
import { becomeSignedIn } from './session.ts'

export interface SignedOutProps {
  readonly organization: PublicOrganization
  readonly secret: LinkSecret | null
}

/** What somebody sees who is not signed in: the door, the pages behind links, and what we know and what we don't. */
export function SignedOut({ organization, secret }: SignedOutProps) {
  const [path, navigate] = useLocation()
  // A fresh server has nobody who could sign in.
  const fresh = !organization.setUp && path === '/'
  useEffect(() => {
    if (fresh) navigate('/setup', { replace: true })
  }, [fresh, navigate])

  const onSignedIn = (session: SessionView) => {
    navigate('/', { replace: true })
    becomeSignedIn(session)
  }
  const link = { secret, organization: organization.name, onSignedIn }
  return (
    <Switch>
      <Route path="/setup">
        <SetUpPage {...link} />
      </Route>
      <Route path="/invitation">
        <InvitationPage {...link} />
      </Route>
      <Route path="/reset">
        <ResetPage {...link} />
      </Route>
      <Route path="/demo">
        <DemoPage {...link} />
      </Route>
      <Route path="/security">
        <SecurityPage
          organization={organization.name}
          header={
            <>
              <LanguageSwitch />
              <Link className="btn small" href="/">
                <Trans>Sign in</Trans>
              </Link>
            </>
          }
        />
      </Route>
      <Route>
        <SignInPage organization={organization.name} onSignedIn={becomeSignedIn} />
      </Route>
    </Switch>
  )
}
