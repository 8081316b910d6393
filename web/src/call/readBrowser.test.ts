import { describe, expect, it } from 'vitest'
import { readBrowser } from './readBrowser.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'

describe('the browser one is in', () => {
  it.each([
    ['chrome', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, false],
    ['edge', `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, false],
    ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', false],
    ['safari', `${MAC} ${SAFARI} Safari/605.1.15`, false],
    ['iphone', `${MAC} ${SAFARI} Safari/605.1.15`, true],
    ['iphone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) CriOS/142.0 Mobile/15E148 Safari/604.1', true],
    [
      'android-chrome',
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`,
      true,
    ],
    ['android-firefox', 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0', true],
    ['other', 'something new', false],
  ])('[CALL-1] is told apart: %s', (kind, userAgent, touches) => {
    expect(readBrowser(userAgent, touches)).toBe(kind)
  })
})
