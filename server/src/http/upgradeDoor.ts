import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { UpgradeHandler } from '../feature.ts'
import type { OriginCheck } from './originCheck.ts'

export interface UpgradeDoor {
  /** Closes what was upgraded: the HTTP server itself no longer knows of it and would wait for ever. */
  close(): void
}

/**
 * Sorts the upgrade requests of one server: what is below `socketPath` belongs to our own socket and is left alone,
 * a prefix of `handlers` goes to its owner once the Origin is right, anything else is closed at once.
 */
export function openUpgradeDoor(
  server: Server,
  {
    origins,
    socketPath,
    handlers,
  }: { origins: OriginCheck; socketPath: string; handlers: readonly UpgradeHandler[] },
): UpgradeDoor {
  const open = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0] ?? ''
    if (path.startsWith(`${socketPath}/`)) return
    // Without a listener a peer that resets the connection would end the process.
    socket.on('error', () => socket.destroy())
    const handler = handlers.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
    if (!handler) return refuse(socket, '404 Not Found')
    if (!origins.allows(request.headers.origin)) return refuse(socket, '403 Forbidden')
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    handler.handle(request, socket, head)
  })
  return {
    close() {
      for (const socket of open) socket.destroy()
    },
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}
