import { Trans } from '@lingui/react/macro'
import { type Encryption, EncryptionIcon, encryptionTone } from './EncryptionIcon.tsx'

export interface EncryptionMeaningProps {
  readonly encryption: Encryption
  readonly peer: string
}

/** What the label means: the first thing that its sheet says. */
export function EncryptionMeaning({ encryption, peer }: EncryptionMeaningProps) {
  return (
    <>
      <h2 className={encryptionTone(encryption)}>
        <EncryptionIcon encryption={encryption} />
        <Heading encryption={encryption} />
      </h2>
      <Meaning encryption={encryption} peer={peer} />
    </>
  )
}

function Heading({ encryption }: { readonly encryption: Encryption }) {
  switch (encryption.class) {
    case 'securing':
      return <Trans>Connecting securely</Trans>
    case 'conference':
      return <Trans>Encrypted to our server</Trans>
    case 'blocked':
      return <Trans>Blocked</Trans>
    case 'direct':
    case 'relayed':
      return encryption.verified ? (
        <span>
          <Trans>End-to-end encrypted</Trans> · <Trans>Verified</Trans>
        </span>
      ) : (
        <Trans>End-to-end encrypted</Trans>
      )
  }
}

function Meaning({ encryption, peer }: EncryptionMeaningProps) {
  switch (encryption.class) {
    case 'securing':
      return (
        <p>
          <Trans>
            Your devices are still proving their keys to each other. Neither sound nor picture leaves yours
            before that has succeeded.
          </Trans>
        </p>
      )
    case 'conference':
      return (
        <p>
          <Trans>
            Sound and picture are encrypted between your device and our server, which distributes them to
            everybody. Unlike in a direct call, it could read them. Nothing is recorded.
          </Trans>
        </p>
      )
    case 'blocked':
      return (
        <p>
          <Trans>The call was ended because it could not be trusted. Microphone and camera are off.</Trans>
        </p>
      )
    case 'direct':
    case 'relayed':
      return (
        <>
          <p>
            {encryption.verified ? (
              <Trans>Only your device and the one of {peer} can decrypt this call. Our server can’t.</Trans>
            ) : (
              <Trans>Only your device and the one at the other end can decrypt this call.</Trans>
            )}
          </p>
          <p>
            {encryption.verified ? (
              <Trans>You have confirmed that these are really the keys of {peer}.</Trans>
            ) : (
              <Trans>
                Not verified yet: whether these are really the keys of {peer}, you know once you have compared
                the emoji.
              </Trans>
            )}
          </p>
        </>
      )
  }
}
