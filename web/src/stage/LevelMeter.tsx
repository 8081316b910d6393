import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import type { MeterLevel } from '../media/ports.ts'

const CELLS = 20
/** From this cell on it is too loud. */
const HOT = 16

export interface LevelProps {
  /** Null: no microphone, nothing moves. */
  readonly track: MediaStreamTrack | null
  readonly meter: MeterLevel
}

/** Twenty cells, and beside them whether one can be heard. */
export function LevelMeter({ track, meter }: LevelProps) {
  const { t } = useLingui()
  const [lit, setLit] = useState(0)
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    setLit(0)
    setHeard(false)
    if (track === null) return
    return meter(track, level => {
      const cells = Math.round(level * CELLS)
      setLit(cells)
      if (cells > 1) setHeard(true)
    })
  }, [track, meter])
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn as twenty cells in every browser */}
      <div
        className="meter grow"
        role="meter"
        aria-label={t`Microphone level`}
        aria-valuemin={0}
        aria-valuemax={CELLS}
        aria-valuenow={lit}
      >
        {Array.from({ length: CELLS }, (_, cell) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cells never move
          <i key={cell} className={cell >= lit ? '' : cell >= HOT ? 'hot' : 'on'} />
        ))}
      </div>
      <span className="quiet said">
        {track === null ? t`No microphone` : heard ? t`You can be heard` : t`Say something`}
      </span>
    </>
  )
}

/** The hairline under the microphone button. Moves by itself, without rendering twenty times a second. */
export function LevelLine({ track, meter }: LevelProps) {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (track === null) return
    return meter(track, level => ref.current?.style.setProperty('--v', `${Math.round(level * 100)}%`))
  }, [track, meter])
  if (track === null) return null
  return (
    <span ref={ref} className="level" style={{ '--v': '0%' } as React.CSSProperties} aria-hidden="true" />
  )
}
