import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Every peer connection that the page has made (see `watchPeers`). */
    tacetPeers: RTCPeerConnection[]
  }
}

/** Milliseconds for media to arrive. */
const ARRIVES_WITHIN = 30_000
/** Frames that must be decoded anew, about a second of the fake camera. */
const FRAMES = 15
/** Growth of `totalAudioEnergy` that no silence reaches: the fake microphone beeps once a second. */
const ENERGY = 1e-4

/** One stream of packets as a browser counts it. */
export interface Flow {
  /** Unique in the page as long as it lives. */
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly kind: string
  readonly packets: number
  readonly frames: number
  readonly width: number
  readonly energy: number
  /** Packets that never came. */
  readonly lost: number
  /** Samples of sound that were played, and how many of them were made up for what did not come in time. */
  readonly samples: number
  readonly concealed: number
}

/** One connected transport: the pair of addresses that carries it, and its encryption. */
export interface Transport {
  readonly local: Candidate
  readonly remote: Candidate
  readonly dtlsState: string
  readonly tlsVersion: string
  readonly srtpCipher: string
  readonly packetsSent: number
}

export interface Candidate {
  readonly type: string
  readonly protocol: string
  readonly port: number
}

/** Runs in the page before anything else: keeps hold of every peer connection, so that tests can ask for its statistics. */
export function watchPeers(): void {
  const Original = window.RTCPeerConnection
  window.tacetPeers = []
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.tacetPeers.push(this)
    }
  }
}

type Stats = Record<string, unknown> & { peer: number; type: string; id: string }

/** All statistics of all living peer connections of the page. */
function readStats(page: Page): Promise<Stats[]> {
  return page.evaluate(async () => {
    const found: Stats[] = []
    for (const [peer, connection] of window.tacetPeers.entries()) {
      if (connection.connectionState === 'closed') continue
      for (const stats of (await connection.getStats()).values()) found.push({ ...stats, peer })
    }
    return found
  })
}

const number = (stats: Stats, name: string) => Number(stats[name] ?? 0)

export async function readFlows(page: Page): Promise<Flow[]> {
  const stats = await readStats(page)
  return stats
    .filter(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp')
    .map(one => ({
      id: `${one.peer}/${one.id}`,
      direction: one.type === 'inbound-rtp' ? 'in' : 'out',
      kind: String(one['kind']),
      packets: number(one, 'packetsReceived') + number(one, 'packetsSent'),
      frames: number(one, 'framesDecoded') + number(one, 'framesEncoded'),
      width: number(one, 'frameWidth'),
      energy: number(one, 'totalAudioEnergy'),
      lost: number(one, 'packetsLost'),
      samples: number(one, 'totalSamplesReceived'),
      concealed: number(one, 'concealedSamples'),
    }))
}

export async function readTransports(page: Page): Promise<Transport[]> {
  const stats = await readStats(page)
  const find = (of: Stats, id: unknown) => stats.find(one => one.peer === of.peer && one.id === id)
  const candidate = (of: Stats, id: unknown): Candidate => {
    const one = find(of, id)
    return {
      type: String(one?.['candidateType']),
      protocol: String(one?.['protocol']),
      port: Number(one?.['port']),
    }
  }
  return stats.flatMap(transport => {
    const pair = find(transport, transport['selectedCandidatePairId'])
    if (transport.type !== 'transport' || !pair) return []
    return {
      local: candidate(pair, pair['localCandidateId']),
      remote: candidate(pair, pair['remoteCandidateId']),
      dtlsState: String(transport['dtlsState']),
      tlsVersion: String(transport['tlsVersion']),
      srtpCipher: String(transport['srtpCipher']),
      packetsSent: number(transport, 'packetsSent'),
    }
  })
}

/** Ids of the flows of one kind that grow by `amount` of `what` from now on: at least `count` of them, or it throws. */
async function expectGrowth(
  page: Page,
  { direction, kind, what, amount, count }: Pick<Flow, 'direction' | 'kind'> & Growth,
): Promise<string[]> {
  const pick = async () =>
    (await readFlows(page)).filter(flow => flow.direction === direction && flow.kind === kind)
  const before = new Map((await pick()).map(flow => [flow.id, flow[what]]))
  let grown: string[] = []
  await expect
    .poll(
      async () => {
        grown = (await pick())
          .filter(flow => flow[what] >= (before.get(flow.id) ?? 0) + amount)
          .map(flow => flow.id)
        return grown.length
      },
      { message: `${kind} ${direction}: ${count} with ${what} growing`, timeout: ARRIVES_WITHIN },
    )
    .toBeGreaterThanOrEqual(count)
  return grown
}

interface Growth {
  readonly what: 'packets' | 'frames' | 'energy'
  readonly amount: number
  readonly count: number
}

/** The page decodes new frames of at least `count` videos at once. */
export function expectToSee(page: Page, count: number): Promise<string[]> {
  return expectGrowth(page, { direction: 'in', kind: 'video', what: 'frames', amount: FRAMES, count })
}

/** The page receives sound, not silence, from at least `count` others. */
export function expectToHear(page: Page, count: number): Promise<string[]> {
  return expectGrowth(page, { direction: 'in', kind: 'audio', what: 'energy', amount: ENERGY, count })
}

/** At least `count` visible video elements show new frames. */
export async function expectMovingPictures(page: Page, count: number): Promise<void> {
  const read = () =>
    page
      .locator('video:visible')
      .evaluateAll(videos =>
        videos.map(video => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames),
      )
  const before = await read()
  await expect
    .poll(async () => (await read()).filter((frames, at) => frames >= (before[at] ?? 0) + FRAMES).length, {
      message: `${count} moving pictures`,
      timeout: ARRIVES_WITHIN,
    })
    .toBeGreaterThanOrEqual(count)
}

/** [P-2] Every transport of the page runs DTLS 1.2 or newer and encrypts its media. */
export async function expectEncryption(page: Page): Promise<void> {
  const transports = await readTransports(page)
  expect(transports.length, 'connected transports').toBeGreaterThan(0)
  for (const { dtlsState, tlsVersion, srtpCipher } of transports) {
    expect(dtlsState).toBe('connected')
    // The version as it stands on the wire: FEFD is DTLS 1.2, FEFC is 1.3.
    expect(['FEFD', 'FEFC']).toContain(tlsVersion)
    expect(srtpCipher).toMatch(/^SRTP_(AES128_CM_HMAC_SHA1_80|AEAD_AES_(128|256)_GCM)$/)
  }
}

/** [P-3] The media of both pages runs on one pair of addresses, from browser to browser. */
export async function expectDirectPath(one: Page, other: Page): Promise<void> {
  const [here, there] = [await readTransports(one), await readTransports(other)]
  expect([here.length, there.length], 'one transport on each side').toEqual([1, 1])
  const ends = [here[0]?.local, here[0]?.remote, there[0]?.local, there[0]?.remote]
  expect(ends.map(end => end?.type)).not.toContain('relay')
  expect(ends[0]?.port).toBe(ends[3]?.port)
  expect(ends[1]?.port).toBe(ends[2]?.port)
}
