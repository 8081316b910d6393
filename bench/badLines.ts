import { setTimeout as wait } from 'node:timers/promises'
import type { Measure, Quantity } from './Quantity.ts'
import { VoiceBooth } from './VoiceBooth.ts'
import type { Totals, VoicePair } from './VoicePair.ts'

/** Share of lost packets, and the share of sound that may be made up in their place, in percent. */
const LOSSES = [
  [10, 5],
  [20, 12],
  [30, 25],
] as const
/** Pictures a second that have to arrive while a tenth of all packets is lost. */
const PICTURES = 10
const NARROW = 50_000
/** Milliseconds: what a sender needs to notice the line, and the stretches that are counted. */
const SETTLES = 10_000
const STRETCH = 5_000
const STRETCHES = 4
const TALKS_WITHIN = 60_000

interface Stretch {
  /** Percent of the sound that was made up. */
  readonly concealed: number
  readonly pictures: number
  /** Packets of voice a second. */
  readonly voice: number
}

const seconds = STRETCH / 1_000

function compare(before: readonly Totals[], after: readonly Totals[], pick: keyof Totals): number[] {
  return after.map((totals, side) => totals[pick] - (before[side]?.[pick] ?? 0))
}

/** One stretch as each of the two sides hears and sees it. */
async function stretch(pair: VoicePair): Promise<Stretch[]> {
  const before = { audio: await pair.incoming('audio'), video: await pair.incoming('video') }
  await wait(STRETCH)
  const [audio, video] = [await pair.incoming('audio'), await pair.incoming('video')]
  const samples = compare(before.audio, audio, 'samples')
  const concealed = compare(before.audio, audio, 'concealed')
  const frames = compare(before.video, video, 'frames')
  const packets = compare(before.audio, audio, 'packets')
  return samples.map((all, side) => ({
    concealed: all === 0 ? 100 : ((concealed[side] ?? 0) / all) * 100,
    pictures: (frames[side] ?? 0) / seconds,
    voice: (packets[side] ?? 0) / seconds,
  }))
}

async function underLine(
  booth: VoiceBooth,
  pair: VoicePair,
  line: { loss?: number; rate?: number },
): Promise<Stretch[]> {
  for (const site of pair.sites) await booth.lab.setLine(site, line)
  await wait(SETTLES)
  const stretches: Stretch[] = []
  for (let count = 0; count < STRETCHES; count++) stretches.push(...(await stretch(pair)))
  for (const site of pair.sites) await booth.lab.setLine(site, {})
  return stretches
}

/** A video call whose lines lose packets or are narrow, in both directions. */
export const badLines: Measure = {
  name: 'lines',
  what: 'a video call over lines that lose packets or have hardly any room',
  world: true,
  async run(say) {
    const booth = await VoiceBooth.open({ delays: { server: 25, direct: 50 } })
    try {
      const pair = await booth.pair()
      await pair.answer('video')
      await pair.untilTalking(0, 2_000, TALKS_WITHIN)
      const links = async () =>
        (
          await Promise.all(pair.people.map(({ page }) => page.evaluate(() => window.tacetVoice.read())))
        ).flatMap(({ steps }) => steps.filter(({ what }) => /^connection (disconnected|failed)/.test(what)))
          .length
      const before = await links()
      const told: Record<string, Quantity> = {}
      for (const [loss, reach] of LOSSES) {
        say(`${loss} % of all packets are lost …`)
        const stretches = await underLine(booth, pair, { loss: loss / 100 })
        const what = `with ${loss} % loss`
        told[`loss.${loss}.concealed`] = {
          what: `sound made up ${what}`,
          unit: '%',
          reach,
          samples: stretches.map(({ concealed }) => concealed),
        }
        told[`loss.${loss}.pictures`] = {
          what: `pictures ${what}`,
          unit: 'fps',
          reach: loss === 10 ? PICTURES : null,
          least: true,
          samples: stretches.map(({ pictures }) => pictures),
        }
      }
      told['loss.disconnects'] = {
        what: 'disconnects during all of this',
        unit: 'times',
        reach: 0,
        samples: [(await links()) - before],
      }
      say(`${NARROW / 1_000} kbit/s …`)
      const narrow = await underLine(booth, pair, { rate: NARROW })
      const each = (pick: (one: Stretch) => number) => narrow.map(pick)
      told['narrow.voice'] = {
        what: 'packets of voice at 50 kbit/s',
        unit: '/s',
        reach: null,
        samples: each(s => s.voice),
      }
      told['narrow.concealed'] = {
        what: 'sound made up at 50 kbit/s',
        unit: '%',
        reach: null,
        samples: each(s => s.concealed),
      }
      told['narrow.pictures'] = {
        what: 'pictures at 50 kbit/s',
        unit: 'fps',
        reach: null,
        samples: each(s => s.pictures),
      }
      await pair.hangUp()
      return told
    } finally {
      await booth.close()
    }
  },
}
