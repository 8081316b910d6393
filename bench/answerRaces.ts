import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Race } from './inside/node/Race.ts'
import type { Measure } from './Quantity.ts'

const RACES = 1_000
/** [CALL-6] Milliseconds within which devices that lost stop. */
const STOPS_WITHIN = 500
const MOST_OUTPUT = 2 ** 24

/**
 * Two devices of one person answer at the same time: the real use cases of the server and the real machine of devices, over
 * lines each of which takes up to 150 ms of a clock that is made for it.
 */
export const answerRaces: Measure = {
  name: 'races',
  what: 'two devices answer at the same time: one wins (CALL-6)',
  async run(say) {
    say(`${RACES} races …`)
    const program = join(import.meta.dirname, 'inside/node/races.ts')
    const output = execFileSync(process.execPath, [program, `${RACES}`], { maxBuffer: MOST_OUTPUT })
    const races = JSON.parse(output.toString()) as Race[]
    const each = (what: string, unit: string, reach: number | null, pick: (race: Race) => number) => ({
      what,
      unit,
      reach,
      samples: races.map(pick),
    })
    const isRight = ({ winners, agreed, told }: Race) => winners === 1 && agreed && told === 'elsewhere'
    return {
      wrong: {
        what: `of ${races.length} races without exactly one winner`,
        unit: 'races',
        reach: 0,
        samples: [races.filter(race => !isRight(race)).length],
      },
      winner: each('which of the two devices won', 'device', null, ({ winner }) => winner),
      stopped: each('first click until the other one stopped', 'ms', STOPS_WITHIN, ({ stopped }) => stopped),
    }
  },
}
