import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DM, ROW, TestPhone, TestServer } from './testing/TestPhone.ts'

let anna: TestPhone
let ben: TestPhone
let server: TestServer

beforeEach(async () => {
  ;[anna, ben] = await Promise.all([TestPhone.make('anna'), TestPhone.make('ben')])
  server = new TestServer()
  anna.rings = { devices: [ben.device], chain: ben.chain }
})

const untilCarried = (fact: () => void) => server.carryUntil(fact, ben, anna)

async function ring(media: 'audio' | 'video' | 'screen' = 'audio'): Promise<void> {
  anna.controller.dial(DM, ben.person, media)
  await untilCarried(() => expect(ben.at).toBe('ringing-in'))
}

/** Accepted, DTLS up on both sides, the first ping heard. */
async function talk(media: 'audio' | 'video' = 'audio'): Promise<void> {
  await ring(media)
  ben.controller.accept(media)
  await untilCarried(() => expect(ben.said()).toContain('accept'))
  await untilCarried(() => expect(anna.link.path).not.toBeNull())
  anna.meets(ben)
  ben.meets(anna)
  for (const phone of [anna, ben]) phone.link.tell({ is: 'flowing' })
  await untilCarried(() => expect([anna.at, ben.at]).toEqual(['connected', 'connected']))
}

const view = (phone: TestPhone) => phone.controller.store.getState()

describe('calling somebody', () => {
  it('[CALL-1] opens the microphone before it tells anybody', async () => {
    anna.devices.failures.set('microphone', 'denied')
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() => expect(view(anna).problem).toEqual({ source: 'microphone', failure: 'denied' }))
    expect(anna.signaling.sent).toEqual([])
    anna.controller.continueWithout()
    await vi.waitFor(() => expect(anna.sent('call-start')).toHaveLength(1))
  })

  it('[RING-1] sends each ringing device a signed offer of its own', async () => {
    await ring()
    const [offer] = anna.sent('call-signal')
    expect(offer).toMatchObject({
      to: { person: ben.person, device: ben.device },
      envelope: { sig: expect.any(String) },
    })
    expect(anna.said()).toEqual(['offer'])
  })

  it('[RING-5] attaches tracks only after consent, transcript and certificate', async () => {
    await ring()
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.said()).toContain('confirm'))
    await untilCarried(() => expect(anna.link.path).not.toBeNull())
    expect(anna.link.sending.size).toBe(0)
    anna.meets(ben)
    await vi.waitFor(() => expect(anna.link.sending.has('microphone')).toBe(true))
    expect(view(anna).secured).toBe(true)
  })

  it('[CERT-1] ends a call whose certificate is another one, without a track', async () => {
    await ring()
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.link.path).not.toBeNull())
    anna.meets(anna)
    await vi.waitFor(() =>
      expect(view(anna).call).toMatchObject({ outcome: 'blocked', error: 'CertificateMismatch' }),
    )
    expect(anna.link.sending.size).toBe(0)
    await untilCarried(() =>
      expect(view(ben).call).toMatchObject({ outcome: 'blocked', error: 'CertificateMismatch' }),
    )
  })

  it('[ERR-3] tells the name of the error, though the server’s own word is right behind the signed one', async () => {
    await ring()
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.link.path).not.toBeNull())
    anna.meets(anna)
    await vi.waitFor(() => expect(anna.said().at(-1)).toBe('bye'))
    server.carry(anna, ben)
    const [started] = anna.sent('call-start')
    if (!started) throw new Error('no call')
    ben.signaling.receive({ t: 'call-ended', call: started.call, reason: 'error' })
    await vi.waitFor(() =>
      expect(view(ben).call).toMatchObject({ outcome: 'blocked', error: 'CertificateMismatch' }),
    )
  })

  it('[CALL-14] is connected with the first media, and tells the server', async () => {
    await talk()
    expect(anna.sent('call-connected')).toHaveLength(1)
    expect(view(anna).connectedSince).not.toBeNull()
  })

  it('[SAS-3] shows both the same five emoji', async () => {
    await talk()
    expect(view(anna).sas).toHaveLength(5)
    expect(view(ben).sas).toEqual(view(anna).sas)
  })

  it('[CALL-18] hanging up tells both ways, stops every track and closes the link', async () => {
    await talk()
    anna.controller.hangUp()
    expect(anna.link.said).toContainEqual({ t: 'bye' })
    expect(anna.sent('call-end')).toMatchObject([{ reason: 'hangup' }])
    await untilCarried(() => expect(ben.at).toBe('ended'))
    expect(anna.link.closed).toBe(true)
    for (const phone of [anna, ben]) {
      expect(phone.devices.opened.map(track => track.readyState)).toEqual(['ended'])
    }
  })

  it('[CALL-17] says after a reconnect that the call still runs', async () => {
    await talk()
    anna.signaling.become('lost')
    anna.signaling.become('open')
    await vi.waitFor(() => expect(anna.sent('call-resume')).toHaveLength(1))
    expect(anna.sent('call-resume')[0]).toMatchObject({
      phase: 'connected',
      row: ROW,
      device: ben.device,
      caller: anna.person,
    })
    expect(anna.at).toBe('connected')
  })

  it('[CALL-17] tells the server after a reconnect who hung up while the line was down', async () => {
    await talk()
    anna.signaling.become('lost')
    anna.controller.hangUp()
    await vi.waitFor(() => expect(anna.at).toBe('ended'))
    const before = anna.sent('call-end').length
    anna.signaling.become('open')
    await vi.waitFor(() => expect(anna.sent('call-end')).toHaveLength(before + 1))
    // A server that was away has to learn of the call before it can hear of its end.
    expect(anna.sent('call-resume')).toMatchObject([{ phase: 'connected', row: ROW, device: ben.device }])
    expect(anna.sent('call-end').at(-1)).toMatchObject({ reason: 'hangup' })
    anna.signaling.become('lost')
    anna.signaling.become('open')
    await Promise.resolve()
    expect(anna.sent('call-end')).toHaveLength(before + 1)
  })
})

describe('being called', () => {
  it('[CALL-5] opens neither microphone nor camera nor path before Accept', async () => {
    await ring('video')
    expect(ben.devices.opened).toEqual([])
    expect(ben.links).toMatchObject([{ path: null, prepared: null, given: [] }])
    expect(ben.sent('call-ringing')).toHaveLength(1)
  })

  it('[RING-2] sends answer and consent together after the click', async () => {
    await ring('video')
    ben.controller.accept('video')
    await vi.waitFor(() => expect(ben.said()).toEqual(['answer', 'accept']))
    await vi.waitFor(() => expect(ben.devices.opened.map(track => track.kind)).toEqual(['audio', 'video']))
  })

  it('[CALL-5] asks once for a camera that still starts, however often it is pressed', async () => {
    await ring('video')
    const answer = ben.devices.hold()
    ben.controller.accept('video')
    void ben.controller.toggleCamera()
    void ben.controller.toggleMicrophone()
    answer()
    await vi.waitFor(() => expect(view(ben).own.camera).not.toBeNull())
    expect(ben.devices.opened.map(track => track.kind).sort()).toEqual(['audio', 'video'])
  })

  it('[CALL-7] accepting with audio never opens the camera', async () => {
    await ring('video')
    ben.controller.accept('audio')
    await untilCarried(() => expect(anna.said()).toContain('confirm'))
    ben.meets(anna)
    await vi.waitFor(() => expect(ben.link.sending.has('microphone')).toBe(true))
    expect(ben.devices.opened.map(track => track.kind)).toEqual(['audio'])
  })

  it('[CALL-11] does not ring where nothing may, whatever the server lets through', async () => {
    ben.mayRing = false
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() => expect(anna.said()).toEqual(['offer']))
    anna.controller.hangUp()
    await untilCarried(() => expect(anna.said()).toEqual(['offer', 'bye']))
    ben.mayRing = true
    await ring()
    expect(ben.sounds.filter(sound => sound === 'ring')).toHaveLength(1)
    expect(ben.sent('call-ringing')).toHaveLength(1)
  })

  it('[CALL-12] a caller who cancels stops the ring', async () => {
    await ring()
    anna.controller.hangUp()
    await untilCarried(() => expect(ben.at).toBe('ended'))
    expect(ben.sounds.at(-1)).toBe('end')
  })

  it('declines without opening anything', async () => {
    await ring()
    ben.controller.decline()
    expect(ben.sent('call-end')).toMatchObject([{ reason: 'decline' }])
    expect(ben.devices.opened).toEqual([])
    expect(ben.links).toMatchObject([{ path: null, prepared: null, given: [] }])
  })
})

describe('a server that lies', () => {
  it('[SEC-1] a description that was exchanged never rings', async () => {
    server.tamper = message => ({
      ...message,
      envelope: {
        ...message.envelope,
        sdp: message.envelope.sdp?.replace('a=setup:actpass', 'a=setup:active') ?? '',
      },
    })
    anna.controller.dial(DM, ben.person, 'audio')
    await untilCarried(() =>
      expect(view(anna).call).toMatchObject({ outcome: 'blocked', error: 'SdpMismatch' }),
    )
    expect(ben.at).toBe('idle')
    expect(ben.sounds).toEqual([])
  })

  it('[SEC-4] consent that the server makes up reaches nobody', async () => {
    await ring()
    const [offer] = anna.sent('call-signal')
    if (!offer) throw new Error('no offer')
    const m = JSON.parse(offer.envelope.m)
    const forged = { ...m, t: 'accept', n: 0, from: m.to, to: m.from }
    anna.signaling.receive({
      t: 'call-signal',
      call: offer.call,
      conversation: DM,
      from: { person: ben.person, device: ben.device },
      envelope: { m: JSON.stringify(forged), sig: offer.envelope.sig ?? '' },
      age: 0,
    })
    await vi.waitFor(() => expect(view(anna).call).toMatchObject({ outcome: 'blocked' }))
    expect(anna.link.sending.size).toBe(0)
    expect(ben.devices.opened).toEqual([])
  })

  it('[SEC-2] another person’s keys in the place of Ben’s are another beginning, and are told', async () => {
    await talk()
    anna.controller.hangUp()
    await untilCarried(() => expect(ben.at).toBe('ended'))
    await anna.peers.confirm(ben.person)
    const mallory = await TestPhone.make('ben')
    anna.rings = { devices: [mallory.device], chain: mallory.chain }
    anna.controller.dial(DM, ben.person, 'audio')
    await vi.waitFor(() =>
      expect(view(anna).call).toMatchObject({ outcome: 'blocked', error: 'RootChanged' }),
    )
    expect(anna.peers.of(ben.person)).toMatchObject({ pin: { state: 'blocked' }, notice: 'keys-reset' })
  })
})

describe('during a call', () => {
  it('[NEG-1] switches microphone, camera and screen on their fixed lines and tells the other side', async () => {
    await talk()
    const { link } = anna
    await anna.controller.toggleCamera()
    await vi.waitFor(() => expect(link.sending.has('camera')).toBe(true))
    await vi.waitFor(() => expect(link.said.at(-1)).toMatchObject({ t: 'sending', camera: true }))
    await anna.controller.toggleMicrophone()
    await vi.waitFor(() => expect(link.said.at(-1)).toMatchObject({ microphone: false }))
    await anna.controller.toggleCamera()
    await vi.waitFor(() => expect(link.sending.has('camera')).toBe(false))
  })

  it('[WEB-2] believes that there is a picture only when the other side says so', async () => {
    await talk()
    expect(view(anna).peer.camera).toBeNull()
    anna.link.tell({
      is: 'said',
      message: {
        t: 'sending',
        microphone: true,
        camera: true,
        screen: false,
        screenAudio: false,
        held: false,
      },
    })
    expect(view(anna).peer.camera).not.toBeNull()
    expect(view(anna).own.camera).toBeNull()
  })

  it('[SHARE-1] closing the browser’s picker is no problem to report', async () => {
    await talk()
    anna.devices.failures.set('screen', 'dismissed')
    await anna.controller.toggleScreen()
    expect(view(anna).problem).toBeNull()
  })
})
