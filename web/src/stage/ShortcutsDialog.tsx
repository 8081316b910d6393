import { Trans, useLingui } from '@lingui/react/macro'
import { Dialog } from '../ui/Dialog.tsx'
import { type ShortcutKey, useSingleKeys } from './useShortcuts.ts'

export interface ShortcutsDialogProps {
  /** Those that this stage knows. */
  readonly keys: readonly ShortcutKey[]
  readonly onClose: () => void
}

function useMeaning(): Record<ShortcutKey, string> {
  const { t } = useLingui()
  return {
    M: t`Microphone`,
    V: t`Camera`,
    D: t`Share screen`,
    F: t`Full screen`,
    '?': t`This list`,
  }
}

/** The keys of a call, and the switch that turns them off (WCAG 2.1.4). */
export function ShortcutsDialog({ keys, onClose }: ShortcutsDialogProps) {
  const { t } = useLingui()
  const meaning = useMeaning()
  const [on, setOn] = useSingleKeys()
  return (
    <Dialog
      width={360}
      title={t`Keys`}
      onClose={onClose}
      footer={
        <button type="button" className="btn" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      }
    >
      <dl className="keys">
        {keys.map(key => (
          <div key={key} className="line">
            <dt className="grow">{meaning[key]}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <div className="line">
        <span className="grow">
          <b>
            <Trans>Single keys</Trans>
          </b>
          <p className="quiet">
            <Trans>Off, they do nothing; the buttons stay.</Trans>
          </p>
        </span>
        <button
          type="button"
          className="sw"
          role="switch"
          aria-checked={on}
          aria-label={t`Single keys`}
          onClick={() => setOn(!on)}
        />
      </div>
    </Dialog>
  )
}
