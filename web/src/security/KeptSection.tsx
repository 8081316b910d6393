import { Trans } from '@lingui/react/macro'
import { SampleRow } from './SampleRow.tsx'

export function KeptSection() {
  return (
    <section id="kept">
      <h2>
        <Trans>What stays</Trans>
      </h2>
      <p>
        <Trans>
          Of each call exactly this row stays. Your organization says when it goes: after 90 days, if it
          changed nothing; after any other number of days; or never. With 0 days it is not even written.
          Beside each call in its conversation, “What we stored about this call” shows you the row and the day
          on which it goes.
        </Trans>
      </p>
      <SampleRow />
      <p>
        <Trans>
          Declined, busy, cancelled, not answered: in the row all of them are the same,{' '}
          <code>not_connected</code> without an end. Of a conference it says who began it, and who ended it if
          somebody ended it for all. Who was in it, who came and who left is written nowhere.
        </Trans>
      </p>
      <h3>
        <Trans>What stays besides calls</Trans>
      </h3>
      <p>
        <Trans>
          Your account (name, e-mail address, role, and your password in a form from which it can’t be read),
          your sessions, your devices with their public keys and names, your conversations with their members,
          how far you have read, whose calls you have blocked, and every message that is written. The file{' '}
          <code>PRIVACY.md</code> in the source code lists each column with its reason.
        </Trans>
      </p>
      <h3>
        <Trans>What stays in your browser</Trans>
      </h3>
      <p>
        <Trans>
          The key of this device. What it has seen of the keys of others, and whom you have verified. For each
          device that has called you, and for your own calls, the moment of the last one, so that no old call
          can ring again. Texts that you have not sent. Language, theme, microphone and the like. All of it
          stays when you sign out, and goes when you delete the data of this site; then this browser is a new
          device.
        </Trans>
      </p>
      <h3>
        <Trans>What is missing on purpose</Trans>
      </h3>
      <p>
        <Trans>
          Recordings, transcripts, attendance lists, analytics. What does not exist nobody can switch on, and
          nobody can demand.
        </Trans>
      </p>
      <h3>
        <Trans>Who else gets anything: nobody</Trans>
      </h3>
      <p>
        <Trans>
          This page and this server contact no computer of anybody else: no statistics, no fonts, no
          notification service, no foreign helper for connections. A mail server or an authority for
          certificates would be listed here; this version uses neither. The one exception is what a direct
          call is about: your device talks to the other person’s.
        </Trans>
      </p>
    </section>
  )
}
