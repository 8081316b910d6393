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
    if (element === null || !wanted) return
    const page = element.ownerDocument
    let inView = true
    let told = ''
    const tell = () => {
      const { clientWidth, clientHeight } = element
      const scale = page.defaultView?.devicePixelRatio ?? 1
      const seen = inView && clientWidth > 0 && page.visibilityState === 'visible'
      const size = seen
        ? { width: Math.round(clientWidth * scale), height: Math.round(clientHeight * scale) }
        : null
      const key = size === null ? 'hidden' : `${size.width}×${size.height}`
      if (key === told) return
      told = key
      latest.current?.(size)
    }
    const resizing = new ResizeObserver(tell)
    const intersecting = new IntersectionObserver(entries => {
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
