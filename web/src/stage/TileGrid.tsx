import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { type Box, gridLayout } from './gridLayout.ts'
import { Tile, type TileProps } from './Tile.tsx'

export interface GridTile extends TileProps {
  /** Stays the same for as long as the tile is this one's. */
  readonly key: string
}

/** Above this many the gaps are narrower, and a phone scrolls. */
const MANY = 9
const DESK = { gap: 12, manyGap: 8, ratio: 16 / 9 }
const PHONE = { gap: 8, ratio: 0.9, manyCols: 3, manyRows: 5 }

function useBox(): [React.RefObject<HTMLDivElement | null>, Box] {
  const ref = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState<Box>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => setBox({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, box]
}

/** Columns and rows for both shapes of tile; the style sheet picks by the width of the screen. */
function gridStyle(count: number, box: Box): CSSProperties {
  const many = count > MANY
  const desk = gridLayout(count, box, many ? DESK.manyGap : DESK.gap, DESK.ratio)
  const phone = many
    ? { cols: PHONE.manyCols, rows: PHONE.manyRows }
    : gridLayout(count, box, PHONE.gap, PHONE.ratio)
  return {
    '--cols': desk.cols,
    '--rows': desk.rows,
    '--pcols': phone.cols,
    '--prows': phone.rows,
  } as CSSProperties
}

/** Everybody, as large as the place allows. One stop for Tab; arrows, Home and End move between the tiles. */
export function TileGrid({ tiles }: { readonly tiles: readonly GridTile[] }) {
  const { t } = useLingui()
  const [ref, box] = useBox()
  const [current, setCurrent] = useState<string | null>(null)
  const style = gridStyle(tiles.length, box)
  const at = Math.max(
    0,
    tiles.findIndex(tile => tile.key === current),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const cols = gridLayout(tiles.length, box, DESK.gap, DESK.ratio).cols
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + cols,
      ArrowUp: at - cols,
      Home: 0,
      End: tiles.length - 1,
    }
    const next = steps[event.key]
    const element = next === undefined ? undefined : ref.current?.children[next]
    if (!(element instanceof HTMLElement)) return
    event.preventDefault()
    element.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of tiles, not a fieldset
    <div
      ref={ref}
      className={`tiles ${tiles.length > MANY ? 'many' : ''}`}
      style={style}
      role="group"
      aria-label={t`People in the picture`}
      onKeyDown={onKeyDown}
    >
      {tiles.map(({ key, ...tile }, index) => (
        <Tile key={key} {...tile} tabIndex={index === at ? 0 : -1} onFocus={() => setCurrent(key)} />
      ))}
    </div>
  )
}
