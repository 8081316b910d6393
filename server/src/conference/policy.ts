import { everyRole, policies } from '@tacet/domain/identity/policy'

/** Relations: `member` of the group in which the conference is, `host` of it, `party` of the direct call that becomes it. Every role may confer where it may write. */
export const conferencePolicy = policies('conference', {
  start: everyRole('member'),
  gather: everyRole('party'),
  join: everyRole('member'),
  ring: everyRole('member'),
  take_part: everyRole('member'),
  /** [CONF-10] */
  end: everyRole('host'),
})
