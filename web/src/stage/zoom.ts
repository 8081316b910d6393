/** `fit`: all of it, as large as it fits · a number: device pixels per pixel of the share, 1 = 100 %. */
export type Zoom = 'fit' | number

const STEPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const

/** The next step up or down. `fitted`: how large it is at present when it fits, as the same kind of number. */
export function zoomBy(zoom: Zoom, direction: 1 | -1, fitted: number): Zoom {
  const now = zoom === 'fit' ? fitted : zoom
  // A hair's breadth, so that 0.9999 does not step to 1.
  const next =
    direction === 1 ? STEPS.find(step => step > now * 1.01) : STEPS.findLast(step => step < now * 0.99)
  return next ?? zoom
}

/** The button in the middle: from anything else to fit, from fit to 100 %. */
export function toggleFit(zoom: Zoom): Zoom {
  return zoom === 'fit' ? 1 : 'fit'
}
