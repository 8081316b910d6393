import { useLingui } from '@lingui/react/macro'
import { useLate } from './useLate.ts'

/** Per cent of the width, so that the rows do not look like a grid. */
const WIDTHS = [62, 44, 71, 53, 38] as const

/** Stands where rows of a list will be; invisible for the first moment. */
export function SkeletonRows({ rows = 5 }: { readonly rows?: number }) {
  const { t } = useLingui()
  const late = useLate(true)
  if (!late) return null
  return (
    <div role="status" aria-label={t`Loading …`}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content have nothing else
        <div key={index} className="row" aria-hidden="true">
          <span className="skel c" />
          <div>
            <span className="skel" style={{ width: `${WIDTHS[index % WIDTHS.length]}%` }} />
          </div>
        </div>
      ))}
    </div>
  )
}
