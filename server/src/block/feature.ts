import { PersonId } from '@tacet/protocol/ids'
import { z } from 'zod/mini'
import type { Feature } from '../feature.ts'
import { route } from '../http/route.ts'
import type { Blocks } from './Blocks.ts'
import { blockPolicy } from './policy.ts'

const OnePerson = z.object({ person: PersonId })

export function blockFeature(blocks: Blocks): Feature {
  return {
    name: 'block',
    routes: [
      route({
        method: 'POST',
        path: '/api/blocks',
        policy: blockPolicy.own,
        body: OnePerson,
        handle: ({ session, body }) => blocks.add(session.account, body.person),
      }),
      route({
        method: 'DELETE',
        path: '/api/blocks/:person',
        policy: blockPolicy.own,
        params: OnePerson,
        handle: ({ session, params }) => blocks.remove(session.account, params.person),
      }),
    ],
    welcome: async account => ({ blocked: [...(await blocks.of(account.id))] }),
  }
}
