import { useLingui } from '@lingui/react/macro'
import { MessageSquare, Settings, Users } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useStore } from 'zustand'
import { StatusMenu } from '../presence/StatusMenu.tsx'
import { RestMark } from '../ui/RestMark.tsx'
import type { Page } from './createPage.ts'
import { useSignOut } from './useSignOut.ts'
import { shownOf } from './World.ts'

const TOO_MANY = 99

/** The places of the product, at the edge of the page; on a phone the bar at its foot. */
export function Rail({ page, onNavigate }: { page: Page; onNavigate: () => void }) {
  const { t } = useLingui()
  const [path, navigate] = useLocation()
  const me = useStore(page.world, world => world.me)
  const unread = useStore(page.world, world =>
    [...world.conversations.values()].reduce((sum, { unread }) => sum + unread, 0),
  )
  const shown = useStore(page.world, world => shownOf(world, world.me.id))
  const status = useStore(page.world, world => world.status)
  const onSignOut = useSignOut()
  const inMessages = path === '/' || path.startsWith('/c/')
  const inPeople = path.startsWith('/people')
  const inSettings = path.startsWith('/settings') || path.startsWith('/organization')
  return (
    <nav className="rail" aria-label={t`Main navigation`}>
      <RestMark />
      <Link
        href="/"
        aria-label={unread === 0 ? t`Messages` : t`Messages, ${unread} unread`}
        aria-current={inMessages ? 'page' : undefined}
        onClick={onNavigate}
      >
        <MessageSquare className="i" />
        <span className="name">{t`Messages`}</span>
        {unread > 0 && (
          <span className="count" aria-hidden="true">
            {unread > TOO_MANY ? `${TOO_MANY}+` : unread}
          </span>
        )}
      </Link>
      <Link
        href="/people"
        aria-label={t`People`}
        aria-current={inPeople ? 'page' : undefined}
        onClick={onNavigate}
      >
        <Users className="i" />
        <span className="name">{t`People`}</span>
      </Link>
      <Link
        className="gap tool"
        href="/settings"
        aria-label={t`Settings`}
        aria-current={inSettings ? 'page' : undefined}
        onClick={onNavigate}
      >
        <Settings className="i" />
        <span className="name">{t`Settings`}</span>
      </Link>
      <StatusMenu
        me={me}
        shown={shown}
        status={status}
        onChoose={(wish, message, until) => void page.status.choose(wish, message, until)}
        onGo={path => {
          onNavigate()
          navigate(path)
        }}
        onSignOut={onSignOut}
      />
    </nav>
  )
}
