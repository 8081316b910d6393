import type { Redis } from 'ioredis'
import type { Random } from '../random.ts'
import type { Fanout, Order } from './Fanout.ts'

/** Orders over Redis publish/subscribe, which stores nothing. Owns the two connections that it makes from `redis`. */
export function redisFanout(redis: Redis, random: Random): Fanout {
  // Channels are common to all databases of a Redis, keys are not.
  const channel = `tacet:orders:${redis.options.db ?? 0}`
  const node = random.bytes(12).toString('base64url')
  const outgoing = redis.duplicate()
  const incoming = redis.duplicate()
  return {
    send(order) {
      // Best effort, like the sockets behind it: pages that missed something ask again when they reconnect.
      outgoing.publish(channel, JSON.stringify({ node, order })).catch(() => undefined)
    },
    async listen(hear) {
      incoming.on('message', (_channel, text: string) => {
        // Only our own nodes write here.
        const sent = JSON.parse(text) as { node: string; order: Order }
        if (sent.node !== node) hear(sent.order)
      })
      await incoming.subscribe(channel)
    },
    async close() {
      outgoing.disconnect()
      incoming.disconnect()
    },
  }
}
