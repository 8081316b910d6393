import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'

/** So near to the end, in pixels, one is still reading along. */
const NEAR_END = 80
/** So near to the beginning the next page is fetched. */
const NEAR_BEGINNING = 600

export interface LogScrollOptions {
  /** Changes when lines were added at the end. */
  readonly newest: string | undefined
  /** Changes when lines were added at the beginning. */
  readonly oldest: string | undefined
  readonly onNearBeginning: () => void
  /** The person sees the end. */
  readonly onAtEnd: () => void
}

/** Keeps a log where its reader is: at the end while they read along, on the same line while older ones come in above. */
export function useLogScroll(
  ref: RefObject<HTMLElement | null>,
  { newest, oldest, onNearBeginning, onAtEnd }: LogScrollOptions,
): { readonly onScroll: () => void; readonly toEnd: () => void } {
  const atEnd = useRef(true)
  const height = useRef(0)

  const toEnd = useCallback(() => {
    const log = ref.current
    if (log) log.scrollTop = log.scrollHeight
    atEnd.current = true
  }, [ref])

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines at the beginning move what one reads
  useLayoutEffect(() => {
    const log = ref.current
    if (!log) return
    if (!atEnd.current) log.scrollTop += log.scrollHeight - height.current
    height.current = log.scrollHeight
  }, [oldest, ref])

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines at the end pull the reader along
  useLayoutEffect(() => {
    const log = ref.current
    if (!log) return
    height.current = log.scrollHeight
    if (atEnd.current) toEnd()
  }, [newest, ref, toEnd])

  // A keyboard that slides in, a pane that opens: whoever was at the end stays there.
  useEffect(() => {
    const log = ref.current
    if (!log) return
    const watch = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
    })
    watch.observe(log)
    return () => watch.disconnect()
  }, [ref, toEnd])

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever something arrives or the window is looked at
  useEffect(() => {
    const look = () => {
      if (atEnd.current && document.visibilityState === 'visible' && document.hasFocus()) onAtEnd()
    }
    look()
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [newest, onAtEnd])

  return {
    toEnd,
    onScroll: () => {
      const log = ref.current
      if (!log) return
      const before = atEnd.current
      atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END
      height.current = log.scrollHeight
      if (log.scrollTop < NEAR_BEGINNING) onNearBeginning()
      if (atEnd.current && !before) onAtEnd()
    },
  }
}
