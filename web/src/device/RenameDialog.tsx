import { Trans, useLingui } from '@lingui/react/macro'
import { DeviceLabel } from '@tacet/protocol/device'
import { type FormEvent, useId, useState } from 'react'
import type { OwnDevice } from '../identity/OwnDevice.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Problem } from '../ui/Problem.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { OwnDeviceRow } from './ownDevices.ts'
import { useChange } from './useChange.ts'

export interface RenameDialogProps {
  readonly own: OwnDevice
  readonly row: OwnDeviceRow
  readonly onClose: () => void
}

/** Another name for a device. Others never see it. */
export function RenameDialog({ own, row, onClose }: RenameDialogProps) {
  const { t } = useLingui()
  const form = useId()
  const [label, setLabel] = useState(row.label ?? '')
  const { busy, problem, run } = useChange()
  const parsed = DeviceLabel.safeParse(label)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !parsed.success) return
    const done = await run(() => own.rename(row.dev, parsed.data))
    if (done.ok) onClose()
  }
  return (
    <Dialog
      title={t`Rename device`}
      width={420}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn plain" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
          <button type="submit" form={form} className="btn main" aria-busy={busy} disabled={!parsed.success}>
            <Trans>Rename</Trans>
          </button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={event => void submit(event)}>
        <TextField label={t`Name`} value={label} onChange={setLabel} hint={t`Only you see it.`} />
        <Problem text={problem} />
      </form>
    </Dialog>
  )
}
