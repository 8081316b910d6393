import type { FastifyInstance } from 'fastify'
import type { Assets } from './assets.ts'
import { PAGE_POLICY } from './headers.ts'

/** Addresses that the web app knows. Others get the same page with status 404, and it says so. */
const PAGES = [
  /^\/(?:people|settings|organization|security|setup|invitation|reset|demo|sign-in)?$/,
  /^\/c\/[\w-]{22}$/,
  /^\/people\/[\w-]{22}$/,
  /^\/settings\/[a-z-]{1,32}$/,
]

/** Serves the built web app: its files, and index.html for everything that is a page. */
export function servePages(app: FastifyInstance, assets: Assets): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    config: { policy: 'public' },
    handler: async (request, reply) => {
      const path = request.url.split('?')[0] ?? '/'
      const asset = await assets.find(path, String(request.headers['accept-encoding'] ?? ''))
      if (asset) {
        reply.headers({
          'content-type': asset.type,
          'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
          etag: asset.etag,
          vary: 'accept-encoding',
          ...(asset.encoding ? { 'content-encoding': asset.encoding } : {}),
        })
        return request.headers['if-none-match'] === asset.etag
          ? reply.code(304).send()
          : reply.send(asset.body)
      }
      if (/\.\w+$/.test(path)) return reply.callNotFound()
      if (assets.index === null) {
        return reply.code(503).type('text/plain; charset=utf-8').send('The web app has not been built.\n')
      }
      reply.headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': PAGE_POLICY,
      })
      return reply.code(PAGES.some(page => page.test(path)) ? 200 : 404).send(assets.index)
    },
  })
}
