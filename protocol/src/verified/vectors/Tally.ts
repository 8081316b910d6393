/** Counts checks by group, so that a group that is skipped without a word shows up as a wrong number. */
export class Tally {
  readonly failed: string[] = []
  readonly passed: Record<string, number> = {}

  /** One check: both values, written as JSON, are the same. */
  equal(group: string, name: string, got: unknown, wanted: unknown): void {
    const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)]
    if (a === b) this.passed[group] = (this.passed[group] ?? 0) + 1
    else this.failed.push(`${group} ${name}: got ${a}, wanted ${b}`)
  }
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], byte => Number.parseInt(byte, 16))
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
