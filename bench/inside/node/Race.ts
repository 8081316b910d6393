/** What came of two devices of one person that answered at the same time. */
export interface Race {
  /** Devices that talk. */
  readonly winners: number
  /** 0 or 1: the one that talks. */
  readonly winner: number
  /** The caller talks to that one. */
  readonly agreed: boolean
  /** What the other one tells its person. */
  readonly told: string
  /** Milliseconds from the first click until the other one stopped. */
  readonly stopped: number
}
