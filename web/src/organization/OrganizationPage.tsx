import { Trans, useLingui } from '@lingui/react/macro'
import { OrganizationSettings } from '@tacet/protocol/identity'
import { ChevronLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import { request } from '../http/request.ts'
import { useSubmission } from '../http/useSubmission.ts'
import { useFailureWords } from '../i18n/useFailureWords.ts'
import { RetentionDial } from '../retention/RetentionDial.tsx'
import { BusyButton } from '../ui/BusyButton.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Problem } from '../ui/Problem.tsx'
import { SwitchSetting } from '../ui/Setting.tsx'
import { TextField } from '../ui/TextField.tsx'

export interface OrganizationPageProps {
  readonly settings: OrganizationSettings
  /** Null: the reader may look, not change. */
  readonly onSaved: ((settings: OrganizationSettings) => void) | null
  readonly onBack: () => void
}

const save = (change: Partial<OrganizationSettings>) =>
  request('/api/organization', { method: 'PATCH', body: change, answer: OrganizationSettings })

/** What holds for everybody here: for all to see, for admins to change. Each change is saved at once. */
export function OrganizationPage({ settings, onSaved, onBack }: OrganizationPageProps) {
  const { t } = useLingui()
  const words = useFailureWords()
  const { busy, failure, submit } = useSubmission()
  const [name, setName] = useState(settings.name)
  const [days, setDays] = useState(settings.callRetentionDays)
  useEffect(() => {
    setName(settings.name)
    setDays(settings.callRetentionDays)
  }, [settings])
  const locked = onSaved === null

  const change = async (what: Partial<OrganizationSettings>) => {
    const answer = await submit(() => save(what))
    if (answer.ok) onSaved?.(answer.value)
  }
  const shorter = days !== null && (settings.callRetentionDays === null || days < settings.callRetentionDays)
  return (
    <main className="talk" id="main">
      <div className="prefs">
        <div>
          <IconButton name={t`Back to settings`} icon={ChevronLeft} className="phone-only" onPress={onBack} />
          <h1>
            <Trans>Organization</Trans>
          </h1>
          <p className="lead">
            {locked ? (
              <Trans>What stands here holds for everybody. Those who manage Tacet can change it.</Trans>
            ) : (
              <Trans>What stands here holds for everybody, and everybody can see it.</Trans>
            )}
          </p>
          <h2>
            <Trans>Name</Trans>
          </h2>
          <form
            className="line named"
            onSubmit={event => {
              event.preventDefault()
              if (name.trim() !== '') void change({ name: name.trim() })
            }}
          >
            <TextField
              label={t`Name of the organization`}
              value={name}
              disabled={locked}
              onChange={setName}
            />
            {!locked && name.trim() !== settings.name && (
              <BusyButton type="submit" look="main" busy={busy} disabled={name.trim() === ''}>
                <Trans>Save</Trans>
              </BusyButton>
            )}
          </form>
          <h2>
            <Trans>Direct calls</Trans>
          </h2>
          <SwitchSetting
            title={t`Always hide IP addresses`}
            hint={t`Direct calls then run over our own server. They stay end-to-end encrypted, but may lag a little.`}
            on={settings.hideAddresses}
            disabled={locked}
            onChange={hideAddresses => void change({ hideAddresses })}
          />
          <h2>
            <Trans>Retention</Trans>
          </h2>
          <RetentionDial
            label={t`Delete rows of calls after`}
            days={days}
            disabled={locked}
            onChange={setDays}
          >
            {days === 0 ? (
              <Trans>Nothing is written at all, not even for a moment.</Trans>
            ) : (
              <Trans>
                At most one row a call: who began and ended it, and when. Never who was in a conference.
              </Trans>
            )}
          </RetentionDial>
          {days !== settings.callRetentionDays && (
            <div className="line retention-acts">
              <BusyButton look="main" busy={busy} onPress={() => void change({ callRetentionDays: days })}>
                <Trans>Save</Trans>
              </BusyButton>
              <button type="button" className="btn plain" onClick={() => setDays(settings.callRetentionDays)}>
                <Trans>Cancel</Trans>
              </button>
              {shorter && (
                <p className="look">
                  <Trans>Older rows are deleted at once.</Trans>
                </p>
              )}
            </div>
          )}
          <Problem text={failure && words(failure)} />
        </div>
      </div>
    </main>
  )
}
