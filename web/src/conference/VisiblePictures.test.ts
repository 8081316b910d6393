import { describe, expect, it } from 'vitest'
import { FakeSfuLink } from '../media/fakes/FakeSfuLink.ts'
import { VisiblePictures } from './VisiblePictures.ts'

const LARGE = { width: 1280, height: 720 }
const SMALL = { width: 320, height: 180 }

describe('VisiblePictures', () => {
  it('[CONF-11] asks for the larger of what page and small window show', () => {
    const pictures = new VisiblePictures()
    const link = new FakeSfuLink()
    pictures.look(link, 'page', 'ben', 'camera', LARGE)
    pictures.look(link, 'pop-out', 'ben', 'camera', SMALL)
    expect(link.visible.get('ben camera')).toEqual(LARGE)
    pictures.look(link, 'page', 'ben', 'camera', null)
    expect(link.visible.get('ben camera')).toEqual(SMALL)
    pictures.look(link, 'pop-out', 'ben', 'camera', null)
    expect(link.visible.get('ben camera')).toBeNull()
  })

  it('[CONF-13] tells a new link what the tiles have asked for', () => {
    const pictures = new VisiblePictures()
    pictures.look(new FakeSfuLink(), 'page', 'ben', 'camera', null)
    pictures.look(new FakeSfuLink(), 'page', 'carla', 'screen', LARGE)
    const next = new FakeSfuLink()
    pictures.repeat(next)
    expect([...next.visible]).toEqual([
      ['ben camera', null],
      ['carla screen', LARGE],
    ])
  })
})
