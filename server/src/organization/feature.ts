import { OrganizationSettings, type PublicOrganization } from '@tacet/protocol/identity'
import { z } from 'zod/mini'
import type { Feature } from '../feature.ts'
import { route } from '../http/route.ts'
import type { Organization } from './Organization.ts'
import { organizationPolicy } from './policy.ts'

export function organizationFeature(organization: Organization): Feature {
  return {
    name: 'organization',
    routes: [
      route({
        method: 'GET',
        path: '/api/organization/public',
        policy: 'public',
        handle: async (): Promise<PublicOrganization> => {
          const settings = await organization.find()
          return { name: settings?.name ?? null, setUp: settings !== null }
        },
      }),
      route({
        method: 'GET',
        path: '/api/organization',
        policy: organizationPolicy.read,
        handle: () => organization.settings(),
      }),
      route({
        method: 'PATCH',
        path: '/api/organization',
        policy: organizationPolicy.change,
        body: z.partial(OrganizationSettings),
        handle: ({ body }) => organization.change(body),
      }),
    ],
    welcome: async () => ({ organization: await organization.settings() }),
  }
}
