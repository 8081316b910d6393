import { Trans } from '@lingui/react/macro'
import {
  Activity,
  BellOff,
  Eye,
  Globe,
  History,
  KeyRound,
  type LucideIcon,
  MemoryStick,
  MessageSquare,
  Mic,
  Router,
  Server,
} from 'lucide-react'
import type { ReactNode } from 'react'

function Limit({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <li>
      <Icon className="i" />
      <span>{children}</span>
    </li>
  )
}

/** The honest limits (P-10), those that touch people most come first. */
export function LimitsSection() {
  return (
    <section id="limits">
      <h2>
        <Trans>What we can’t do</Trans>
      </h2>
      <ul className="points">
        <Limit icon={Eye}>
          <Trans>
            <b>The other side of a direct call learns your IP address</b> as soon as the call is accepted, and
            you learn theirs. You can hide yours in your settings, and your organization can hide everybody’s;
            towards external people it is always hidden. Then the call runs over our server, the other side
            sees only that, and it stays encrypted end to end.
          </Trans>
        </Limit>
        <Limit icon={History}>
          <Trans>
            <b>A small call history stays.</b> The row of a direct call stands in a conversation of two people
            and so names both of them.
          </Trans>
        </Limit>
        <Limit icon={Server}>
          <Trans>
            <b>Whoever runs the server could serve an altered program.</b> That is so with every application
            in the browser. The source code is open, but nothing in your browser compares what it gets with
            it. Against that the emoji don’t help either: an altered program can show any.
          </Trans>
        </Limit>
        <Limit icon={KeyRound}>
          <Trans>
            <b>Whoever has one of your devices or your recovery key</b> can call in your name. Revoke a lost
            device in the settings. A server that was tampered with could keep that from people whose browser
            has not seen it yet.
          </Trans>
        </Limit>
        <Limit icon={Activity}>
          <Trans>
            <b>The server sees that you call.</b> It knows who calls whom and when, and in a conference who
            sends how much. Without that it could connect nobody. When the call is over, only the row stays.
          </Trans>
        </Limit>
        <Limit icon={MemoryStick}>
          <Trans>
            <b>Traces stay in memory for a while.</b> The program that distributes conferences and relays
            calls remembers random handles and network addresses until it ends. It is ended 60 seconds after
            its last use. One that is always in use gets nothing new after 60 minutes; another takes over, and
            it ends with its last call.
          </Trans>
        </Limit>
        <Limit icon={MessageSquare}>
          <Trans>
            <b>Written messages are not end-to-end encrypted.</b> They lie in the database as they were
            written. Whoever holds its disk can read them.
          </Trans>
        </Limit>
        <Limit icon={Mic}>
          <Trans>
            <b>The person at the other end can record.</b> No technology helps against that.
          </Trans>
        </Limit>
        <Limit icon={Router}>
          <Trans>
            <b>What stands before our server or beneath it</b> may keep records of its own: a reverse proxy, a
            firewall, the operating system, the data centre. This program can neither see nor prevent that.
          </Trans>
        </Limit>
        <Limit icon={Globe}>
          <Trans>
            <b>Your browser comes from somebody else.</b> What it tells its maker we don’t learn and can’t
            stop.
          </Trans>
        </Limit>
        <Limit icon={BellOff}>
          <Trans>
            <b>With the window closed nothing rings.</b> Notifications by way of Google, Apple or Mozilla
            would have let them know of each call.
          </Trans>
        </Limit>
      </ul>
    </section>
  )
}
