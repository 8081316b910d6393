import { type Summary, summarize } from './statistics.ts'

/** One quantity that a measure has measured: every sample, and how to read them. */
export interface Quantity {
  readonly what: string
  /**
   * `ms`, `KB` (1,024 bytes), `messages`, `trips` from device to device, `RTT` between them, …
   */
  readonly unit: string
  /** What the figure is to stay below or at; null where it is only told. */
  readonly reach: number | null
  /** Which of the samples has to keep to it, where it isn't the one in the middle. */
  readonly judged?: 'p95' | 'most'
  /** It is to stay above or at `reach` instead. */
  readonly least?: boolean
  readonly samples: readonly number[]
}

/** What a measure gives, by the names that stand in its result. */
export type Quantities = Readonly<Record<string, Quantity>>

export interface Measure {
  readonly name: string
  readonly what: string
  /** True where it takes the network apart, which needs a closed world. */
  readonly world?: boolean
  /** `say` tells one line of progress. */
  run(say: (line: string) => void): Promise<Quantities>
}

const HEADINGS = ['', 'n', 'median', 'p95', 'unit', 'reach']

const rounded = (value: number): string => (Math.abs(value) < 100 ? value.toFixed(2) : value.toFixed(0))

function verdictOf({ reach, judged, least, samples }: Quantity, { median, p95 }: Summary): string {
  if (reach === null) return ''
  const value = { median, p95, most: Math.max(...samples) }[judged ?? 'median']
  const reached = least ? value >= reach : value <= reach
  return `${judged ? `${judged} ` : ''}${least ? '≥' : '≤'} ${reach}: ${reached ? 'reached' : 'MISSED'}`
}

/** The quantities as a table of fixed-width columns, one line each. */
export function writeTable(quantities: Quantities): string {
  const rows = Object.values(quantities).map(quantity => {
    const { what, unit, samples } = quantity
    const summary = summarize(samples)
    const { median, p95 } = summary
    return [what, `${summary.samples}`, rounded(median), rounded(p95), unit, verdictOf(quantity, summary)]
  })
  const lines = [HEADINGS, ...rows]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)))
  const isNumber = (column: number) => column >= 1 && column <= 3
  const write = (line: readonly string[]) =>
    line.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
  return lines.map(line => `  ${write(line).join('  ').trimEnd()}`).join('\n')
}
