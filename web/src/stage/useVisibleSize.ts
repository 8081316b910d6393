import { type RefObject, useEffect, useRef } from 'react'

/** In device pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/**
 * Tells how large an element is shown, in device pixels, and null while it is scrolled away, in a hidden page, or gone:
 * nobody needs to receive a picture that nobody sees (CONF-11).
 */
export function useVisibleSize(
  ref: RefObject<HTMLElement | null>,
  onVisible: ((size: PixelSize | null) => void) | undefined,
): void {
  const latest = useRef(onVisible)
  useEffect(() => {
    latest.current = onVisible
  })
  const wanted = onVisible !== undefined
  useEffect(() => {
    const element = ref.current
    const page = element?.ownerDocument
    // Observers of the window the element is in: it may be popped out.
    const view = page?.defaultView as (Window & typeof globalThis) | null | undefined
    if (element === null || !page || !view || !wanted) return
    let inView = true
    let told = ''
    const tell = () => {
      const { clientWidth, clientHeight } = element
      const scale = view.devicePixelRatio
      const seen = inView && clientWidth > 0 && page.visibilityState === 'visible'
      const size = seen
        ? { width: Math.round(clientWidth * scale), height: Math.round(clientHeight * scale) }
        : null
      const key = size === null ? 'hidden' : `${size.width}×${size.height}`
      if (key === told) return
      told = key
      latest.current?.(size)
    }
    const resizing = new view.ResizeObserver(tell)
    const intersecting = new view.IntersectionObserver(entries => {
      inView = entries.at(-1)?.isIntersecting ?? inView
      tell()
    })
    resizing.observe(element)
    intersecting.observe(element)
    page.addEventListener('visibilitychange', tell)
    return () => {
      resizing.disconnect()
      intersecting.disconnect()
      page.removeEventListener('visibilitychange', tell)
      latest.current?.(null)
    }
  }, [ref, wanted])
}
