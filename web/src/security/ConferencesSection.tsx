import { Trans } from '@lingui/react/macro'
import { Server } from 'lucide-react'
import { ConferenceFigure } from './ConferenceFigure.tsx'

export function ConferencesSection() {
  return (
    <section id="conferences">
      <h2>
        <Trans>Conferences</Trans>
      </h2>
      <p>
        <Trans>
          In a group chat our server distributes sound, pictures and shared screens. Every leg is encrypted,
          but on the server itself the conversation lies open for a moment: whoever controls it could listen.
          It records nothing, and what is installed here contains no recorder. Still this is less than a
          direct call, and so every conference says{' '}
          <span className="mark srv">
            <Server className="i" />
            Encrypted to our server
          </span>{' '}
          at its top.
        </Trans>
      </p>
      <ConferenceFigure />
      <p>
        <Trans>
          The program that distributes the streams gets no names and no accounts, only a random handle for
          each time somebody joins. Who is behind a handle stands in the memory of our server while the
          conference runs, so that you see who is there. It is never written down.
        </Trans>
      </p>
    </section>
  )
}
