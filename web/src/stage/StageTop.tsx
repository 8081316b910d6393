import { useLingui } from '@lingui/react/macro'
import {
  ChevronLeft,
  Maximize,
  Minimize,
  PanelLeft,
  PictureInPicture2,
  Signal,
  SignalLow,
  SignalMedium,
  SignalZero,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Quality } from '../media/ports.ts'
import { Clock } from './Clock.tsx'

export interface StageTopProps {
  readonly title: string
  /** Top left: back to the messages, or, where the list is folded away, the list. */
  readonly back: { readonly to: 'messages' | 'list'; readonly onPress: () => void } | null
  /** Since when it has been running, milliseconds of `performance.now()`; null before. */
  readonly since: number | null
  /** The place of the label: an `EncryptionLabel`, or null once the call is over. */
  readonly label: ReactNode
  readonly quality: Quality | null
  /** Shows what the bars are read from. */
  readonly onQuality?: () => void
  readonly onPopOut: (() => void) | null
  readonly fullScreen: { readonly on: boolean; readonly onPress: () => void } | null
}

function QualityBars({
  quality,
  onPress,
}: {
  readonly quality: Quality
  readonly onPress?: (() => void) | undefined
}) {
  const { t } = useLingui()
  const [Icon, name] =
    quality >= 4
      ? ([Signal, t`Good connection`] as const)
      : quality === 3
        ? ([SignalMedium, t`Fair connection`] as const)
        : quality > 0
          ? ([SignalLow, t`Weak connection`] as const)
          : ([SignalZero, t`No connection`] as const)
  if (onPress !== undefined) {
    return (
      <button type="button" className="ib" aria-label={name} title={name} onClick={onPress}>
        <Icon className="i" />
      </button>
    )
  }
  return (
    <span className="ib still" role="img" aria-label={name} title={name}>
      <Icon className="i" />
    </span>
  )
}

/** First line of every stage: back, who or what, how long, how encrypted, how good. */
export function StageTop({
  title,
  back,
  since,
  label,
  quality,
  onQuality,
  onPopOut,
  fullScreen,
}: StageTopProps) {
  const { t } = useLingui()
  return (
    <header className="top">
      <div>
        {back !== null && (
          <button
            type="button"
            className="ib"
            aria-label={back.to === 'messages' ? t`Back to messages` : t`Show list`}
            onClick={back.onPress}
          >
            {back.to === 'messages' ? <ChevronLeft className="i" /> : <PanelLeft className="i" />}
          </button>
        )}
        <h1 className="cut" dir="auto">
          {title}
        </h1>
        {since !== null && <Clock since={since} />}
      </div>
      {label ?? <span />}
      <div>
        {quality !== null && <QualityBars quality={quality} onPress={onQuality} />}
        {onPopOut !== null && (
          <button type="button" className="ib desk-only" aria-label={t`Pop out`} onClick={onPopOut}>
            <PictureInPicture2 className="i" />
          </button>
        )}
        {fullScreen !== null && (
          <button
            type="button"
            className="ib desk-only"
            aria-label={fullScreen.on ? t`Leave full screen` : t`Full screen`}
            onClick={fullScreen.onPress}
          >
            {fullScreen.on ? <Minimize className="i" /> : <Maximize className="i" />}
          </button>
        )}
      </div>
    </header>
  )
}
