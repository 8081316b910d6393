import { encodeQR } from 'qr'

/** A QR code to be drawn: a square of `size` modules, and the dark ones as the path of an SVG in units of modules. */
export interface QrDrawing {
  readonly size: number
  readonly path: string
}

/** ISO/IEC 18004: readers need four light modules around the code. */
const QUIET_ZONE = 4

/** Each run of dark modules in a row becomes one rectangle. */
export function drawQr(text: string): QrDrawing {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  let path = ''
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1H${from}z`
    }
  }
  return { size: rows.length, path }
}
