import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { UpgradeHandler } from '../feature.ts'
import type { OriginCheck } from './originCheck.ts'

/**
 * Sorts the upgrade requests of one server: `socketPath` belongs to our own socket and is left alone, a prefix of
 * `handlers` goes to its owner once the Origin is right, anything else is closed at once.
 */
export function openUpgradeDoor(
  server: Server,
  {
    origins,
    socketPath,
    handlers,
  }: { origins: OriginCheck; socketPath: string; handlers: readonly UpgradeHandler[] },
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0] ?? ''
    if (below(path, socketPath)) return
    // Without a listener a peer that resets the connection would end the process.
    socket.on('error', () => socket.destroy())
    const handler = handlers.find(({ prefix }) => below(path, prefix))
    if (!handler) return close(socket, '404 Not Found')
    if (!origins.allows(request.headers.origin)) return close(socket, '403 Forbidden')
    handler.handle(request, socket, head)
  })
}

const below = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`)

function close(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}
