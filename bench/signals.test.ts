import { describe, expect, it } from 'vitest'
import { signalsSent } from './signals.ts'

const signal = (t: string) =>
  `42${JSON.stringify(['m', { t: 'call-signal', call: 'c', envelope: { m: JSON.stringify({ t }) } }])}`

describe('signals', () => {
  it('are what this device says to the other one before the first frame, and nothing else', () => {
    const sent = signalsSent({
      clicked: 0,
      firstFrame: 10,
      passed: [
        { at: 1, way: 'up', text: '2' },
        { at: 2, way: 'up', text: '42["m",{"t":"call-ringing","call":"c"}]' },
        { at: 3, way: 'up', text: signal('answer') },
        { at: 4, way: 'up', text: signal('accept').replace('42', '4217') },
        { at: 5, way: 'down', text: signal('confirm') },
        { at: 6, way: 'up', text: '4317[{"ok":true}]' },
        { at: 7, way: 'up', text: signal('cand') },
        { at: 11, way: 'up', text: signal('bye') },
        { at: 12, way: 'up', text: signal('cand') },
      ],
    })
    expect(sent).toEqual(['answer', 'accept', 'cand'])
  })
})
