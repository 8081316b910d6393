import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import { useIsPhone } from './useIsPhone.ts'

export interface SidePlaceProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The place at the right, beside what one reads. On a phone it is all there is: then it is the page's main part. */
export function SidePlace({ title, onClose, children }: SidePlaceProps) {
  const { t } = useLingui()
  const isPhone = useIsPhone()
  return (
    <section className="side" role={isPhone ? 'main' : 'complementary'} aria-label={title}>
      <header className="head">
        <h1 className={title.length > 24 ? 'grow long' : 'grow'}>{title}</h1>
        <IconButton name={t`Close`} icon={X} onPress={onClose} />
      </header>
      <div className="scroll">{children}</div>
    </section>
  )
}
