import { Problem } from '../scripts/run.mjs'

export type Request = { readonly is: 'help' } | { readonly is: 'run'; readonly only: string | null }

/** What the command line asks for. Throws a Problem, one sentence, where it asks for something that isn't there. */
export function readOptions(args: readonly string[], names: readonly string[]): Request {
  const [option, name, ...rest] = args
  if (option === undefined) return { is: 'run', only: null }
  if (option === '--help') return { is: 'help' }
  const known = `there are ${names.join(', ')}`
  if (option !== '--only') throw new Problem(`Unknown option ${option}: there are --only NAME and --help.`, 2)
  if (name === undefined) throw new Problem(`--only needs the name of a measure: ${known}.`, 2)
  if (!names.includes(name)) throw new Problem(`There is no measure ${name}: ${known}.`, 2)
  if (rest.length > 0) throw new Problem(`--only takes one name: ${rest.join(' ')} is too much.`, 2)
  return { is: 'run', only: name }
}
