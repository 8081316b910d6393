import { Trans, useLingui } from '@lingui/react/macro'
import type { Account } from '@tacet/protocol/identity'
import type { Presence } from '@tacet/protocol/presence'
import {
  Bell,
  Building2,
  ChevronRight,
  Keyboard,
  KeyRound,
  Languages,
  Laptop,
  LogOut,
  type LucideIcon,
  Shield,
  UserRound,
} from 'lucide-react'
import { Link } from 'wouter'
import { PersonAvatar } from '../presence/PersonAvatar.tsx'
import { usePresenceWords } from '../presence/usePresenceWords.ts'
import { SETTINGS_PARTS, type SettingsPart } from './settingsPart.ts'

export interface SettingsListProps {
  readonly me: Account
  readonly presence: Presence
  /** `organization` is another feature's page that stands in this list. */
  readonly current: SettingsPart | 'organization' | null
  readonly onNavigate: () => void
  readonly onSignOut: () => void
}

const ICONS: Readonly<Record<SettingsPart, LucideIcon>> = {
  account: UserRound,
  ringing: Bell,
  sessions: Laptop,
  privacy: Shield,
  devices: KeyRound,
  keyboard: Keyboard,
  appearance: Languages,
}

/** The parts of the settings, in the list column. */
export function SettingsList({ me, presence, current, onNavigate, onSignOut }: SettingsListProps) {
  const { t } = useLingui()
  const words = usePresenceWords()
  const names = useSettingsNames()
  return (
    <>
      <header className="head">
        <h1>
          <Trans>Settings</Trans>
        </h1>
      </header>
      <nav className="scroll" aria-label={t`Parts of the settings`}>
        <Link className="row phone-only me" href={`/people/${me.id}`} onClick={onNavigate}>
          <PersonAvatar id={me.id} name={me.name} presence={presence} size={40} />
          <div>
            <span className="name cut" dir="auto">
              {me.name}
            </span>
            <span className="what">{words(presence)}</span>
          </div>
        </Link>
        {SETTINGS_PARTS.map(part => (
          <Row
            key={part}
            href={`/settings/${part}`}
            icon={ICONS[part]}
            name={names[part]}
            current={part === current}
            onNavigate={onNavigate}
          />
        ))}
        <Row
          href="/organization"
          icon={Building2}
          name={t`Organization`}
          current={current === 'organization'}
          onNavigate={onNavigate}
        />
        <button type="button" className="row one" onClick={onSignOut}>
          <LogOut className="i s" />
          <span className="grow">
            <Trans>Sign out</Trans>
          </span>
        </button>
      </nav>
    </>
  )
}

interface RowProps {
  readonly href: string
  readonly icon: LucideIcon
  readonly name: string
  readonly current: boolean
  readonly onNavigate: () => void
}

function Row({ href, icon: Icon, name, current, onNavigate }: RowProps) {
  return (
    <Link className="row one" href={href} aria-current={current ? 'page' : undefined} onClick={onNavigate}>
      <Icon className="i s" />
      <span className="grow">{name}</span>
      <span className="phone-only faint">
        <ChevronRight className="i s" />
      </span>
    </Link>
  )
}

export function useSettingsNames(): Readonly<Record<SettingsPart, string>> {
  const { t } = useLingui()
  return {
    account: t`Account and password`,
    ringing: t`Ringing and notices`,
    sessions: t`Signed-in browsers`,
    privacy: t`Privacy`,
    devices: t`Devices and keys`,
    keyboard: t`Keyboard`,
    appearance: t`Language and appearance`,
  }
}
