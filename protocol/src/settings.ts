import { z } from 'zod/mini'

/** What somebody has set for themself, on all of their devices. Nobody else is told. */
export const OwnSettings = z.object({
  /** [SEC-5] Direct calls of this person run over our server, so that the other side does not learn their address. */
  hideAddress: z.boolean(),
})
export type OwnSettings = z.infer<typeof OwnSettings>
