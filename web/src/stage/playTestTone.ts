/** Only newer browsers can send the sound of an AudioContext to a chosen speaker. */
type SinkContext = AudioContext & { setSinkId?(id: string): Promise<void> }

/** Two soft notes on the chosen speaker; null is the system's default. Resolves when they have died away. */
export async function playTestTone(speaker: string | null): Promise<void> {
  const context: SinkContext = new AudioContext()
  try {
    await context.setSinkId?.(speaker ?? '')
  } catch {
    // The chosen speaker has just been pulled out: the default one will do.
  }
  const start = context.currentTime + 0.05
  const gain = new GainNode(context, { gain: 0 })
  gain.connect(context.destination)
  for (const [index, frequency] of [523.25, 659.25].entries()) {
    const at = start + index * 0.28
    const note = new OscillatorNode(context, { frequency })
    note.connect(gain)
    note.start(at)
    note.stop(at + 0.26)
    gain.gain.setTargetAtTime(0.18, at, 0.01)
    gain.gain.setTargetAtTime(0, at + 0.12, 0.05)
  }
  await new Promise(resolve => setTimeout(resolve, 900))
  await context.close()
}
