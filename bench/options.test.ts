import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

const read = (...args: string[]) => readOptions(args, ['start', 'bundle'])

describe('the options of the bench', () => {
  it('measure everything, or one thing by its name', () => {
    expect(read()).toEqual({ is: 'run', only: null })
    expect(read('--only', 'bundle')).toEqual({ is: 'run', only: 'bundle' })
    expect(read('--help')).toEqual({ is: 'help' })
  })

  it('are refused with a sentence that names the way out', () => {
    expect(() => read('--fast')).toThrow('Unknown option --fast: there are --only NAME and --help.')
    expect(() => read('bundle')).toThrow('Unknown option bundle')
    expect(() => read('--only')).toThrow('--only needs the name of a measure: there are start, bundle.')
    expect(() => read('--only', 'speed')).toThrow('There is no measure speed: there are start, bundle.')
    expect(() => read('--only', 'start', 'bundle')).toThrow('--only takes one name: bundle is too much.')
  })
})
