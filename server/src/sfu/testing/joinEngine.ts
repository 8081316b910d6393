/** A participant without media: the signalling connection alone. */
export interface Participant {
  /** Resolves when the engine or whoever is in between has closed the line. */
  readonly closed: Promise<void>
  leave(): void
}

/** Node's WebSocket takes headers, which browsers' do not. */
type NodeWebSocket = new (url: string, options: { headers: Record<string, string> }) => WebSocket

/** Joins over a signalling address such as `ws://127.0.0.1:7880`. Null: refused. */
export function joinEngine(
  url: string,
  { token, headers = {} }: { token: string; headers?: Record<string, string> },
): Promise<Participant | null> {
  // The types know the standard's constructor only.
  const NodeWebSocket = WebSocket as unknown as NodeWebSocket
  const socket = new NodeWebSocket(`${url}/rtc/v1?access_token=${token}&join_request=${JOIN_REQUEST}`, {
    headers,
  })
  return new Promise(resolve => {
    const closed = new Promise<void>(done => {
      socket.addEventListener('close', () => {
        resolve(null)
        done()
      })
    })
    // The first thing that the engine says is that we are in.
    socket.addEventListener('message', () => resolve({ closed, leave: () => socket.close() }), { once: true })
    socket.addEventListener('error', () => resolve(null))
  })
}

/** WrappedJoinRequest { join_request: JoinRequest { client_info: { sdk: JS, protocol: 16 } } }, its bytes in base64. */
const JOIN_REQUEST = encodeURIComponent(
  Buffer.from([0x12, 0x06, 0x0a, 0x04, 0x08, 0x01, 0x18, 0x10]).toString('base64'),
)
