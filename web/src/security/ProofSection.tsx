import { Trans } from '@lingui/react/macro'
import { Check, Terminal } from 'lucide-react'
import type { ReactNode } from 'react'

function Shown({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <Check className="i" />
      <span>{children}</span>
    </li>
  )
}

/** Only what the tests of this repository show; PRIVACY.md names the file of each. */
export function ProofSection() {
  return (
    <section id="proof">
      <h2>
        <Trans>The proof</Trans>
      </h2>
      <p>
        <Trans>
          You need not believe this page. The source code is open, and with it come tests that run real calls
          and conferences with real browsers. Among other things they show:
        </Trans>
      </p>
      <ul className="points">
        <Shown>
          <Trans>
            The database has the columns of a public list and no others. Each one has its reason there. For
            kind and status of a call it takes three words each and no others.
          </Trans>
        </Shown>
        <Shown>
          <Trans>
            After calls and conferences their rows are exactly those that are described here, also when a
            browser, the server or the conference engine is killed in the middle of it.
          </Trans>
        </Shown>
        <Shown>
          <Trans>
            A row whose time is over is gone from the database, and from the bytes of its files too where that
            is SQLite.
          </Trans>
        </Shown>
        <Shown>
          <Trans>
            Direct calls run from browser to browser, and every connection that carries sound or picture is
            encrypted.
          </Trans>
        </Shown>
        <Shown>
          <Trans>
            Between two people who have verified each other, a server that changes what their devices say gets
            no packet of sound or picture: the call is blocked or does not come about.{' '}
            <code>npm run mutations</code> takes out one check after another, and each time a test fails.
          </Trans>
        </Shown>
        <Shown>
          <Trans>
            Neither browsers nor server nor engine try to reach a foreign computer. The calls are held in a
            network without an outside, in which every attempt shows.
          </Trans>
        </Shown>
      </ul>
      <div className="banner box">
        <Terminal className="i s" />
        <p>
          <Trans>
            <b>
              <code>npm test</code>
            </b>{' '}
            in the folder of the source code runs all of it. It takes some minutes.
          </Trans>
        </p>
      </div>
      <h3>
        <Trans>What is not proven yet</Trans>
      </h3>
      <p>
        <Trans>
          No test of this version searches memory, logs and the rest of the disk for traces of a call. What
          stands here about them follows from the source code, and so far from that alone. The calls of the
          tests run in Chromium, in no other browser.
        </Trans>
      </p>
    </section>
  )
}
