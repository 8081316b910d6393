/** A picture of a coloured ground with a lighter disc, where no camera is. `hue`: degrees. */
export function drawnTrack(hue: number): MediaStreamTrack {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const context = canvas.getContext('2d')
  const draw = () => {
    if (context === null) return
    context.fillStyle = `oklch(0.45 0.06 ${hue})`
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.fillStyle = `oklch(0.7 0.06 ${hue})`
    context.beginPath()
    context.arc(canvas.width / 2, canvas.height / 2, 90, 0, 2 * Math.PI)
    context.fill()
  }
  draw()
  // A canvas sends a frame only when it is drawn on.
  setInterval(draw, 500)
  const [track] = canvas.captureStream(2).getVideoTracks()
  if (track === undefined) throw new Error('This browser does not stream from a canvas')
  return track
}
