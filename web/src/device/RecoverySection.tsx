import { Trans, useLingui } from '@lingui/react/macro'
import { FileKey } from 'lucide-react'
import { useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Banner } from '../ui/Banner.tsx'
import { Question } from '../ui/Question.tsx'
import { Setting } from '../ui/Setting.tsx'
import { KeyAndDay } from './DeviceRow.tsx'
import type { OwnDeviceRow } from './ownDevices.ts'
import { RecoveryKeyCard } from './RecoveryKeyCard.tsx'
import { useChange } from './useChange.ts'
import { useRecoverySecret } from './useOwnDevice.ts'

export interface RecoverySectionProps {
  readonly own: OwnDevice
  readonly paper: OwnDeviceRow | null
  /** Whose key it is. */
  readonly name: string
}

/** [DL-9] The key on paper: that there is one, to write it down while it is known, to replace it. */
export function RecoverySection({ own, paper, name }: RecoverySectionProps) {
  const { t } = useLingui()
  const secret = useRecoverySecret(own)
  const [open, setOpen] = useState<'card' | 'question' | null>(null)
  const [replaced, setReplaced] = useState(false)
  const { busy, problem, run } = useChange()
  const replace = async () => {
    const done = await run(() => own.replaceRecoveryKey(paper?.dev ?? null))
    if (!done.ok) return
    setReplaced(paper !== null)
    setOpen('card')
  }
  return (
    <>
      <h2>
        <Trans>Recovery key</Trans>
      </h2>
      <PaperRow paper={paper} onMake={() => setOpen('question')} />
      {secret !== null && <NotWritten onShow={() => setOpen('card')} />}
      {open === 'card' && secret !== null && (
        <RecoveryKeyCard
          secret={secret}
          name={name}
          replaced={replaced}
          onWritten={() => {
            setOpen(null)
            own.recovery.setState({ secret: null })
          }}
          onLater={() => setOpen(null)}
        />
      )}
      {open === 'question' && (
        <Question
          title={paper ? t`Make a new recovery key?` : t`Make a recovery key?`}
          action={t`Make it`}
          look="main"
          busy={busy}
          problem={problem}
          onAction={() => void replace()}
          onClose={() => setOpen(null)}
        >
          {paper ? (
            <Trans>It appears once, to be written down. The old one is worth nothing from then on.</Trans>
          ) : (
            <Trans>It appears once, to be written down.</Trans>
          )}
        </Question>
      )}
    </>
  )
}

interface PaperRowProps {
  readonly paper: OwnDeviceRow | null
  readonly onMake: () => void
}

function PaperRow({ paper, onMake }: PaperRowProps) {
  return (
    <div>
      <Setting
        lead={<FileKey className="i" />}
        title={paper ? <Trans>On paper</Trans> : <Trans>None yet</Trans>}
        hint={
          <>
            {paper && (
              <>
                <KeyAndDay row={paper} />
                <br />
              </>
            )}
            <Trans>
              It counts as a device: with it you let a new one in when all others are gone. It does not lie on
              the server.
            </Trans>
          </>
        }
      >
        <button type="button" className="btn small" onClick={onMake}>
          {paper ? <Trans>Make anew …</Trans> : <Trans>Make …</Trans>}
        </button>
      </Setting>
    </div>
  )
}

function NotWritten({ onShow }: { readonly onShow: () => void }) {
  const { t } = useLingui()
  return (
    <Banner
      tone="look"
      icon={FileKey}
      title={t`Not written down yet.`}
      action={
        <button type="button" className="btn small" onClick={onShow}>
          <Trans>Show</Trans>
        </button>
      }
    >
      <Trans>This page still knows it. Once it is closed, nobody can show it any more.</Trans>
    </Banner>
  )
}
