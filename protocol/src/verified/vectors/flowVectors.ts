import { hashText } from '../hash.ts'
import { signedBytes } from '../signature.ts'
import { FlowDevice } from './FlowDevice.ts'
import { type Tally, toHex } from './Tally.ts'
import type { Flow, Negative, Vectors } from './Vectors.ts'

/** An untouched flow gives no error on either side, and both write exactly its messages. */
export async function runFlows(tally: Tally, vectors: Vectors): Promise<void> {
  for (const [name, flow] of Object.entries(vectors.flows)) {
    const devices = new Map<string, FlowDevice | null>()
    for (const key of [flow.caller, flow.callee]) {
      devices.set(key, await FlowDevice.of(vectors, key, flow, vectors.defaults))
    }
    for (const { id, from, to, env, hash, sigInput } of flow.messages) {
      const at = `${name} ${id}`
      const t = id.startsWith('cand') ? 'cand' : id.startsWith('renego') ? 'renego' : id
      tally.equal('flows', `${at} hash`, await hashText(env.m), hash)
      tally.equal('flows', `${at} signed bytes`, toHex(await signedBytes(t, env.m)), sigInput)
      const written = await devices.get(from)?.write(env)
      tally.equal('flows', `${at} written`, written, env)
      const taken = await devices.get(to)?.take(env, vectors.defaults.elapsedMs)
      tally.equal('flows', `${at} taken`, taken, 'ok')
    }
    for (const [key, device] of devices) {
      tally.equal('flows', `${name} emoji of ${key}`, await device?.sas(), flow.derived.sas)
    }
  }
}

/** The receiver goes through what came before, then gets the faulty message and must name exactly its error. */
export async function runNegative(vectors: Vectors, negative: Negative): Promise<string> {
  const flow: Flow | undefined = vectors.flows[negative.flow]
  if (!flow) return `no flow ${negative.flow}`
  const { defaults } = vectors
  const given = {
    ...defaults,
    ...negative.given,
    pins: { ...defaults.pins, ...negative.given.pins },
    lists: { ...defaults.lists, ...negative.given.lists },
  }
  const device = await FlowDevice.of(vectors, negative.receiver, flow, given)
  if (!device) return `no device ${negative.receiver}`
  for (const { id, from, env } of flow.messages.slice(0, negative.after)) {
    const before =
      from === negative.receiver ? await device.write(env) : await device.take(env, defaults.elapsedMs)
    if (typeof before === 'string' && before !== 'ok') return `${before} at ${id}, before the case`
  }
  return await device.take(negative.input, given.elapsedMs)
}

export async function runNegatives(tally: Tally, vectors: Vectors): Promise<void> {
  for (const negative of vectors.negative) {
    tally.equal('negative', negative.id, await runNegative(vectors, negative), negative.expect)
  }
}
