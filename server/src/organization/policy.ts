import { everyRole, policies } from '@tacet/domain/identity/policy'

/** The one relation: everybody with an account belongs to the organization. */
export const organizationPolicy = policies('organization', {
  read: everyRole('belongs'),
  change: { admin: ['belongs'], member: [], restricted: [], external: [] },
})
