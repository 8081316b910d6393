import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Info, type LucideIcon, Mic, Phone, Route, Server, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { type Findings, NOTHING_YET } from './ConnectionCheck.ts'

export interface CheckDialogProps {
  readonly check: (tell: (found: Partial<Findings>) => void) => Promise<void>
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** [CALL-8] What works from here to our server, in plain words. */
export function CheckDialog({ check, onAgain, onClose }: CheckDialogProps) {
  const { t } = useLingui()
  const [found, setFound] = useState(NOTHING_YET)
  useEffect(() => {
    let wanted = true
    void check(part => wanted && setFound(now => ({ ...now, ...part })))
    return () => {
      wanted = false
    }
  }, [check])
  const { server, relay, microphone } = found
  const millis = typeof server === 'number' ? Math.round(server) : 0
  const way = typeof relay === 'number' ? Math.round(relay) : 0
  return (
    <Dialog
      title={t`Check my connection`}
      onClose={onClose}
      footer={
        <button type="button" className="btn main" onClick={onAgain}>
          <Phone className="i s" />
          <Trans>Call again</Trans>
        </button>
      }
    >
      <p className="quiet f3">
        <Trans>Checked from here to our server. Nobody is called, and nothing is stored.</Trans>
      </p>
      <div role="status">
        <Row icon={Server} title={t`Our server`} ok={server === null ? null : server !== 'silent'}>
          {server === 'silent' ? <Trans>Does not answer</Trans> : <Trans>Answers after {millis} ms</Trans>}
        </Row>
        <Row icon={Route} title={t`Relay (TURN)`} ok={relay === null ? null : typeof relay === 'number'}>
          {relay === 'none' ? (
            <Trans>There is none at the moment. Calls need a direct path.</Trans>
          ) : relay === 'blocked' ? (
            <Trans>Your network does not let it through.</Trans>
          ) : (
            <Trans>Works, connected after {way} ms</Trans>
          )}
        </Row>
        <Row icon={Mic} title={t`Microphone`} ok={microphone === null ? null : microphone !== 'closed'}>
          {microphone === 'closed' ? (
            <Trans>Can’t be opened. You would not be heard.</Trans>
          ) : (
            microphone?.label
          )}
        </Row>
      </div>
      {(server === 'silent' || relay === 'blocked') && (
        <div className="banner box look">
          <Info className="i s" />
          <p>
            <b>
              <Trans>It is the network that you are in.</Trans>
            </b>{' '}
            <Trans>Another Wi-Fi or the mobile network mostly helps at once.</Trans>
          </p>
        </div>
      )}
    </Dialog>
  )
}

interface RowProps {
  readonly icon: LucideIcon
  readonly title: string
  /** Null: not known yet. */
  readonly ok: boolean | null
  readonly children: ReactNode
}

function Row({ icon: Icon, title, ok, children }: RowProps) {
  const { t } = useLingui()
  return (
    <div className="set">
      <Icon className="i" />
      <div>
        <b>{title}</b>
        <p>{ok === null ? <Trans>Being checked …</Trans> : children}</p>
      </div>
      {ok === null ? (
        <Spinner />
      ) : ok ? (
        <Check className="i" role="img" aria-label={t`all right`} />
      ) : (
        <span className="look">
          <TriangleAlert className="i" role="img" aria-label={t`attention`} />
        </span>
      )}
    </div>
  )
}
