/** What the figures are drawn from. Everything takes the colour of the text around it, and so follows the theme. */

interface Place {
  readonly x: number
  readonly y: number
}

/** A computer, 120 × 66, with the name of its owner. `x`, `y`: upper left corner of the screen. */
export function Computer({ x, y, name }: Place & { readonly name: string }) {
  return (
    <>
      <rect x={x} y={y} width="92" height="58" rx="6" />
      <path d={`M${x - 14} ${y + 66}h120`} />
      <text x={x + 46} y={y + 34}>
        {name}
      </text>
    </>
  )
}

/** A server, 60 × 36. */
export function ServerBox({ x, y }: Place) {
  return (
    <>
      <rect x={x} y={y} width="60" height="36" rx="5" />
      <path d={`M${x} ${y + 18}h60M${x + 11} ${y + 9}h.01M${x + 11} ${y + 27}h.01`} />
    </>
  )
}

/** A closed lock around the point `x`, `y`; interrupts the line that it hangs on. */
export function Padlock({ x, y }: Place) {
  return (
    <g transform={`translate(${x - 12} ${y - 12})`} className="padlock">
      <rect className="gap" x="-6" y="-4" width="36" height="32" rx="8" />
      <rect x="3" y="11" width="18" height="11" rx="2" />
      <path d="M7 11V7a5 5 0 0 1 10 0v4" />
    </g>
  )
}
