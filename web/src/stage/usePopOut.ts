import { useCallback, useEffect, useState } from 'react'

/** Document Picture-in-Picture, where the browser has it (Chromium). */
interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>
}

declare global {
  interface Window {
    readonly documentPictureInPicture?: PictureInPicture
  }
}

/** Pixels, as in the reference; a shared screen needs more. */
const SIZES = { call: { width: 360, height: 240 }, share: { width: 800, height: 500 } }

/** The window begins empty: it needs our styles, language and theme. */
function furnish(target: Document): void {
  for (const { ownerNode } of document.styleSheets) {
    if (ownerNode !== null) target.head.append(target.importNode(ownerNode, true))
  }
  const { lang, dataset } = document.documentElement
  target.documentElement.lang = lang
  if (dataset['theme'] !== undefined) target.documentElement.dataset['theme'] = dataset['theme']
  target.title = document.title
}

export interface PopOutPlace {
  /** Null: not popped out. */
  readonly window: Window | null
  /** Null: this browser can't, or it is popped out already. Must run in the handler of a click. */
  readonly onOpen: (() => void) | null
  readonly onClose: () => void
}

/** A window of its own for the running call. Belongs to whoever outlives the stage; closes with it. */
export function usePopOut(shows: 'call' | 'share'): PopOutPlace {
  const [popOut, setPopOut] = useState<Window | null>(null)
  useEffect(() => () => popOut?.close(), [popOut])
  const api = window.documentPictureInPicture
  const open = async (from: PictureInPicture) => {
    const opened = await from.requestWindow(SIZES[shows])
    furnish(opened.document)
    opened.addEventListener('pagehide', () => setPopOut(null), { once: true })
    setPopOut(opened)
  }
  return {
    window: popOut,
    // The browser may refuse; then the call stays where it is.
    onOpen: api === undefined || popOut !== null ? null : () => void open(api).catch(() => undefined),
    onClose: useCallback(() => setPopOut(null), []),
  }
}
