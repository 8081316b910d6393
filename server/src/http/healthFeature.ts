import type { Feature } from '../feature.ts'
import { route } from './route.ts'

/** Says that the server answers, to a balancer or a container's health check. */
export const healthFeature: Feature = {
  name: 'health',
  routes: [
    route({ method: 'GET', path: '/api/health', policy: 'public', handle: async () => ({ ok: true }) }),
  ],
}
