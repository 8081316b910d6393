import { Trans } from '@lingui/react/macro'
import { Lock } from 'lucide-react'
import { DirectFigure } from './DirectFigure.tsx'

export function DirectSection() {
  return (
    <section id="direct">
      <h2>
        <Trans>Direct calls</Trans>
      </h2>
      <p>
        <Trans>
          Sound, picture and a shared screen go from your device to the other person’s and are decrypted only
          there. Our server just helps the devices to find each other. While it rings, the microphone and the
          camera of the person who is called stay off, and neither side learns an address of the other.
        </Trans>
      </p>
      <DirectFigure />
      <p>
        <Trans>
          Where there is no direct way from one device to the other, our server passes the encrypted packets
          on and can’t read them. Then the call says “Relayed by our server”.
        </Trans>
      </p>
      <h3>
        <Trans>What this version does not check</Trans>
      </h3>
      <p>
        <Trans>
          So that each device encrypts for the right other one, the two exchange the fingerprints of their
          keys, and they do it through our server. In this version nobody signs these fingerprints. A server
          that was tampered with could swap them, place itself in between and listen, and the call would look
          the same to you.
        </Trans>
      </p>
      <p>
        <Trans>
          That is why a direct call reads{' '}
          <span className="mark">
            <Lock className="i" />
            End-to-end encrypted
          </span>{' '}
          and never “Verified”. If you can’t trust those who run this server, say nothing in a call that they
          must not hear.
        </Trans>
      </p>
    </section>
  )
}
