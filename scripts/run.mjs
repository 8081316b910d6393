import { spawn } from 'node:child_process'

/** One sentence for the person at the terminal: what is wrong and the way out. */
export class Problem extends Error {
  /** @param {string} message @param {number} exitCode */
  constructor(message, exitCode = 1) {
    super(message)
    this.name = 'Problem'
    this.exitCode = exitCode
  }
}

/** Last lines of a failed command that are worth showing. */
const SHOWN_LINES = 20

/**
 * Runs a command without showing its output and answers what it wrote to stdout. Where it fails, its last lines are
 * shown and a Problem with `failure` is thrown. The command ends with us when a signal ends us.
 * @param {string} command @param {readonly string[]} args
 * @param {{ cwd: string, failure: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd, failure, env = process.env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const forget = endWith(child)
    let out = ''
    let all = ''
    child.stdout.on('data', chunk => {
      out += chunk
      all += chunk
    })
    child.stderr.on('data', chunk => {
      all += chunk
    })
    const fail = () => {
      const shown = all.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n')
      if (shown) process.stderr.write(`${shown}\n`)
      reject(new Problem(failure))
    }
    child.on('error', error => {
      forget()
      all += error.message
      fail()
    })
    child.on('close', code => {
      forget()
      if (code === 0) resolve(out)
      else fail()
    })
  })
}

/** A signal that ends this process ends `child` first. Answers the function that takes this back. */
function endWith(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  const stop = signal => {
    child.kill(signal)
    process.exit(1)
  }
  for (const signal of signals) process.on(signal, stop)
  return () => {
    for (const signal of signals) process.off(signal, stop)
  }
}

/**
 * Runs a script's main function; a Problem becomes one sentence and its exit code.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

/** Says one line of progress. */
export function say(line) {
  process.stdout.write(`${line}\n`)
}
