import { useEffect, useState } from 'react'
import type { QrDrawing } from './drawQr.ts'

export interface QrCodeProps {
  /** What a camera reads. */
  readonly text: string
  /** Accessible name. */
  readonly name: string
}

/** A QR code, dark on white in both themes: cameras read nothing else as well. What draws it is loaded when it is needed. */
export function QrCode({ text, name }: QrCodeProps) {
  const [drawing, setDrawing] = useState<QrDrawing | null>(null)
  useEffect(() => {
    let wanted = true
    void import('./drawQr.ts').then(({ drawQr }) => {
      if (wanted) setDrawing(drawQr(text))
    })
    return () => {
      wanted = false
    }
  }, [text])
  return (
    <div className="qr" role="img" aria-label={name}>
      {drawing && (
        <svg viewBox={`0 0 ${drawing.size} ${drawing.size}`} shapeRendering="crispEdges" aria-hidden="true">
          <path d={drawing.path} />
        </svg>
      )}
    </div>
  )
}
