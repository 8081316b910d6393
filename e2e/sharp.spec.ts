import type { Page } from '@playwright/test'
import { expect, test } from './scene.ts'

/** What stands on the shared page: digits of 12 pixels, each in a cell of its own. */
const TEXT = '31415926535897932384626433832795'
const CELL = { width: 9, height: 16 }
const AT = { x: 403, y: 211 }
/** Correlation of what arrives with what was sent, below which a page is read with pain. Half the resolution has 0.75. */
const SHARP = 0.9

interface Reading {
  readonly text: string
  readonly likeness: number
}

/** Shares a canvas with small text in the place of a screen: what a picker would give is not known to the pixel. */
function shareText({ text, at, cell }: { text: string; at: typeof AT; cell: typeof CELL }): void {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 1280, height: 720 })
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    let turn = 0
    const draw = () => {
      context.fillStyle = 'white'
      context.fillRect(0, 0, 1280, 720)
      context.fillStyle = 'black'
      context.font = '12px monospace'
      context.textBaseline = 'top'
      for (const [n, digit] of [...text].entries()) context.fillText(digit, at.x + n * cell.width, at.y)
      // Something moves, as on a screen: else no frame is made.
      context.fillRect(20 + (turn++ % 50), 20, 10, 10)
    }
    draw()
    setInterval(draw, 200)
    return canvas.captureStream(5)
  }
}

/** Reads the digits off the picture that has arrived, by the likeness of each cell with each digit. */
function readText({
  length,
  at,
  cell,
}: {
  length: number
  at: typeof AT
  cell: typeof CELL
}): Reading | null {
  const video = document.querySelector<HTMLVideoElement>('video[aria-label="Shared screen of Anna"]')
  if (!video?.videoWidth) return null
  const pixelsOf = (draw: (context: CanvasRenderingContext2D) => void, width: number): number[] => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height: cell.height })
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = 'white'
    context.fillRect(0, 0, width, cell.height)
    draw(context)
    const { data } = context.getImageData(0, 0, width, cell.height)
    return Array.from({ length: data.length / 4 }, (_, n) => data[n * 4] ?? 0)
  }
  const correlation = (one: number[], other: number[]): number => {
    const mean = (all: number[]) => all.reduce((sum, value) => sum + value, 0) / all.length
    const [a, b] = [mean(one), mean(other)]
    let [product, left, right] = [0, 0, 0]
    for (const [n, value] of one.entries()) {
      const [x, y] = [value - a, (other[n] ?? 0) - b]
      product += x * y
      left += x * x
      right += y * y
    }
    return product / Math.sqrt(left * right || 1)
  }
  const digits = [...'0123456789'].map(digit => ({
    digit,
    pixels: pixelsOf(context => {
      context.fillStyle = 'black'
      context.font = '12px monospace'
      context.textBaseline = 'top'
      context.fillText(digit, 0, 0)
    }, cell.width),
  }))
  const cells = Array.from({ length }, (_, n) => {
    const seen = pixelsOf(
      context => context.drawImage(video, -(at.x + n * cell.width), -at.y, 1280, 720),
      cell.width,
    )
    return digits
      .map(({ digit, pixels }) => ({ digit, likeness: correlation(seen, pixels) }))
      .reduce((best, one) => (one.likeness > best.likeness ? one : best))
  })
  return {
    text: cells.map(({ digit }) => digit).join(''),
    likeness: cells.reduce((sum, { likeness }) => sum + likeness, 0) / length,
  }
}

const reading = (page: Page): Promise<Reading | null> =>
  page.evaluate(readText, { length: TEXT.length, at: AT, cell: CELL })

test('[SHARE-1] Ben reads text of 12 pixels off the screen that Anna shares', async ({ scene }) => {
  const [anna, ben] = await scene.talk()

  await anna.page.evaluate(shareText, { text: TEXT, at: AT, cell: CELL })
  await anna.controls.getByRole('button', { name: anna.words.shareScreen, exact: true }).click()

  await expect.poll(() => reading(ben.page).then(read => read?.text), { timeout: 30_000 }).toBe(TEXT)
  await expect
    .poll(() => reading(ben.page).then(read => read?.likeness), { timeout: 30_000 })
    .toBeGreaterThan(SHARP)
})
