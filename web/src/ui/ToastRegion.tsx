import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from './IconButton.tsx'
import { dismissToast, onToasts, shownToasts } from './toasts.ts'

/** Where notes appear, once on the page. It is there before them, so that screen readers hear them. */
export function ToastRegion() {
  const { t } = useLingui()
  const toasts = useSyncExternalStore(onToasts, shownToasts)
  return (
    <div className="toasts" role="status">
      {toasts.map(({ id, text }) => (
        <div key={id} className="toast">
          <p>{text}</p>
          <IconButton name={t`Close`} icon={X} small onPress={() => dismissToast(id)} />
        </div>
      ))}
    </div>
  )
}
