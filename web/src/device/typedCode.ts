/** Characters of one group, as codes are shown and typed. */
const GROUP = 4

/** A code as it is shown: capital letters and digits in groups of four, at most `length` of them. */
export function groupTyped(typed: string, length: number): string {
  const characters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return (
    characters
      .slice(0, length)
      .match(new RegExp(`.{1,${GROUP}}`, 'g'))
      ?.join(' ') ?? ''
  )
}

/** The groups of a code, for places that show each by itself. */
export const groupsOf = (code: string): readonly string[] => groupTyped(code, code.length).split(' ')

/** A group as readers shall hear it, character by character. */
export const spelled = (code: string): string =>
  groupsOf(code)
    .map(group => [...group].join(' '))
    .join(', ')

/** What people write instead of digits that look alike (as `decodeBase32` takes it). */
const plain = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/** The proof that a secret was written down: whoever has it can read its last group from paper. */
export const isLastGroup = (secret: string, typed: string): boolean => plain(typed) === secret.slice(-GROUP)
