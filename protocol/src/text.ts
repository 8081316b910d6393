import { z } from 'zod/mini'

/** Text that a database can keep: PostgreSQL has no way to store U+0000. */
export const storable = z.refine<string>(text => !text.includes('\0'), {
  error: 'holds a character that cannot be kept',
})

/** Text that people type, without the space around it: at least one character. */
export const typed = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max), storable)
