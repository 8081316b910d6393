import { useLingui } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { PrivacySettings } from '../account/PrivacySettings.tsx'
import { SettingsList } from '../account/SettingsList.tsx'
import { SettingsPage } from '../account/SettingsPage.tsx'
import { settingsPart } from '../account/settingsPart.ts'
import { DevicesSettings } from '../device/DevicesSettings.tsx'
import { OrganizationPage } from '../organization/OrganizationPage.tsx'
import { BlockedPeople } from '../people/BlockedPeople.tsx'
import { useSingleKeys } from '../stage/useShortcuts.ts'
import { Frame, type PlaceProps } from './Frame.tsx'
import { useSignOut } from './useSignOut.ts'
import { hear, shownOf } from './World.ts'

/** One's own settings, and those of the organization. */
export function SettingsPlace({ page, stage, part: path }: PlaceProps & { readonly part: string | null }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const world = useStore(page.world)
  const { me, organization, settings } = world
  const [on, onChange] = useSingleKeys()
  const notices = useStore(page.calls.notices.store)
  const chosen = path === 'organization' ? path : settingsPart(path)
  // Where both fit, the first part is open; a phone shows the list first.
  const part = chosen ?? 'account'
  const onBack = () => navigate('/settings')
  const onSignOut = useSignOut()
  return (
    <Frame
      page={page}
      stage={stage}
      view={chosen === null ? 'list' : 'page'}
      listName={t`Settings`}
      onStored={() => undefined}
      list={
        <SettingsList
          me={me}
          presence={shownOf(world, me.id).presence}
          current={part}
          onNavigate={stage.hide}
          onSignOut={onSignOut}
        />
      }
      main={
        part === 'organization' ? (
          <OrganizationPage
            settings={organization}
            onBack={onBack}
            onSaved={
              me.role === 'admin'
                ? saved =>
                    page.world.setState(now => hear(now, { t: 'organization', organization: saved }), true)
                : null
            }
          />
        ) : (
          <SettingsPage
            part={part}
            me={me}
            singleKeys={{ on, onChange }}
            notices={{
              state: notices,
              onChange: wanted => {
                if (wanted) void page.calls.notices.turnOn()
                else page.calls.notices.turnOff()
              },
            }}
            blocked={
              <BlockedPeople blocked={[...world.blocked]} nameOf={person => world.people.get(person)?.name} />
            }
            devices={<DevicesSettings own={page.ownDevice} name={me.name} onBack={onBack} />}
            privacy={
              <PrivacySettings
                settings={settings}
                alwaysHidden={organization.hideAddresses}
                onSaved={saved =>
                  page.world.setState(now => hear(now, { t: 'settings', settings: saved }), true)
                }
                onBack={onBack}
              />
            }
            onBack={onBack}
            onSignOut={onSignOut}
          />
        )
      }
      side={null}
    />
  )
}
