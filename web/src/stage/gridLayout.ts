export interface Box {
  readonly width: number
  readonly height: number
}

export interface GridLayout {
  readonly cols: number
  readonly rows: number
}

/** Width of one tile when `cols` × `rows` of them, `gap` px apart and `ratio` = width / height, share the box. */
export function tileWidth(box: Box, { cols, rows }: GridLayout, gap: number, ratio: number): number {
  const byWidth = (box.width - (cols - 1) * gap) / cols
  const byHeight = ((box.height - (rows - 1) * gap) / rows) * ratio
  return Math.max(0, Math.min(byWidth, byHeight))
}

/**
 * The columns and rows that give `count` tiles the most room in a box of CSS px.
 * Of equally good ones it takes the fewest columns, so that a box not measured yet (0 × 0) gives one column.
 */
export function gridLayout(count: number, box: Box, gap: number, ratio: number): GridLayout {
  let best: GridLayout = { cols: 1, rows: Math.max(1, count) }
  for (let cols = 2; cols <= count; cols += 1) {
    const layout = { cols, rows: Math.ceil(count / cols) }
    if (tileWidth(box, layout, gap, ratio) > tileWidth(box, best, gap, ratio)) best = layout
  }
  return best
}
