import { Trans, useLingui } from '@lingui/react/macro'
import { shortDeviceId } from '@tacet/protocol/verified/shortDeviceId'
import { Laptop, Pencil, TriangleAlert } from 'lucide-react'
import { useFormats } from '../i18n/useFormats.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Setting } from '../ui/Setting.tsx'
import type { OwnDeviceRow } from './ownDevices.ts'

export interface DeviceRowProps {
  readonly row: OwnDeviceRow
  readonly onRename: () => void
  readonly onRevoke: () => void
}

/** One of one's own devices. */
export function DeviceRow({ row, onRename, onRevoke }: DeviceRowProps) {
  const { t } = useLingui()
  const name = useDeviceName()(row)
  return (
    <Setting
      lead={<Laptop className="i" />}
      title={
        <span className="line wrapping">
          <bdi>{name}</bdi>
          {row.isThis && (
            <span className="tag">
              <Trans>this device</Trans>
            </span>
          )}
          {row.isStranger && (
            <span className="tag look">
              <TriangleAlert className="i" />
              <Trans>unknown here</Trans>
            </span>
          )}
        </span>
      }
      hint={<KeyAndDay row={row} />}
    >
      <IconButton name={t`Rename ${name}`} icon={Pencil} onPress={onRename} />
      <button type="button" className="btn small danger" onClick={onRevoke}>
        <Trans>Revoke …</Trans>
        <span className="sr">{name}</span>
      </button>
    </Setting>
  )
}

/** The key by which others see it, and since when it has been there. */
export function KeyAndDay({ row }: { readonly row: OwnDeviceRow }) {
  const { date } = useFormats()
  return (
    <>
      <span className="mono">{shortDeviceId(row.dev)}</span>
      {row.since !== null && (
        <>
          {' · '}
          <Trans>since {date(row.since)}</Trans>
        </>
      )}
    </>
  )
}

/** What a device is called, also where nobody has named it. */
export function useDeviceName(): (row: Pick<OwnDeviceRow, 'label'>) => string {
  const { t } = useLingui()
  return ({ label }) => label ?? t`Without a name`
}
