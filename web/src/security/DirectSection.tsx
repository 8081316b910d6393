import { Trans } from '@lingui/react/macro'
import { BadgeCheck, Lock } from 'lucide-react'
import { DirectFigure } from './DirectFigure.tsx'
import { EmojiFigure } from './EmojiFigure.tsx'

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
      <Signed />
      <Compared />
      <Reach />
    </section>
  )
}

function Signed() {
  return (
    <>
      <h3>
        <Trans>How the devices know each other</Trans>
      </h3>
      <p>
        <Trans>
          Each of your devices has a key of its own, which does not leave it. It signs with it all that it
          says while a call begins, and the other device checks that before it rings. What was changed on the
          way does not pass. So our server can prevent a call, but not change it.
        </Trans>
      </p>
      <p>
        <Trans>
          Only your own devices can let a new one in, or a recovery key on paper. Somebody who has nothing but
          your password can only start with new keys, and everybody who knew the old ones is told.
        </Trans>
      </p>
    </>
  )
}

function Compared() {
  return (
    <>
      <h3>
        <Trans>How you check it</Trans>
      </h3>
      <p>
        <Trans>
          The first time your device has to believe which key belongs to whom. There a server that was
          tampered with could still place itself in between. Therefore every direct call shows five emoji.
          Read the words to each other: if they are the same, nobody sits in between.
        </Trans>
      </p>
      <EmojiFigure />
      <p>
        <Trans>
          Before you have compared, a call reads{' '}
          <span className="mark">
            <Lock className="i" />
            End-to-end encrypted
          </span>
          , and afterwards{' '}
          <span className="mark ok">
            <BadgeCheck className="i" />
            Verified
          </span>{' '}
          too, with this person from then on. Once is enough. A new device of theirs is mentioned. If all
          their keys are new, we block calls with them until you accept the new ones.
        </Trans>
      </p>
    </>
  )
}

function Reach() {
  return (
    <>
      <h3>
        <Trans>What it helps against, and what not</Trans>
      </h3>
      <p>
        <Trans>
          It helps against a server that was tampered with, and against everybody on the way. It doesn’t help
          if the program in your browser is not the real one, or if one of the two devices is in foreign
          hands. And it doesn’t hide that you call. More about that in <a href="#limits">What we can’t do</a>.
        </Trans>
      </p>
    </>
  )
}
