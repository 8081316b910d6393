import type { MeterLevel } from './ports.ts'

const EVERY = 50
/** Quieter than this, in decibels of full scale, is a silent room. */
const FLOOR_DB = -60

/** Measures a track without playing it. The scale is logarithmic, as ears are: 0 at -60 dB, 1 at full scale. */
export const meterLevel: MeterLevel = (track, onLevel) => {
  const context = new AudioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const looking = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    let sum = 0
    for (const sample of samples) sum += sample * sample
    const decibels = 20 * Math.log10(Math.sqrt(sum / samples.length) || 1e-9)
    onLevel(Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB)))
  }, EVERY)
  return () => {
    clearInterval(looking)
    source.disconnect()
    void context.close()
  }
}
