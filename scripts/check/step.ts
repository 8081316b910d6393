import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** One check of the house: says everything that is wrong, in lines for people. An empty list is a pass. */
export interface Step {
  readonly name: string
  find(): Promise<readonly string[]>
}

export interface ToolResult {
  readonly code: number
  /** Standard output and standard error in the order in which they came. */
  readonly output: string
}

/** Runs a tool of this project in `cwd` (its root unless told) until it ends. Never throws for a bad exit code. */
export function runTool(command: string, args: readonly string[], cwd: string = ROOT): Promise<ToolResult> {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', fail)
    child.on('close', code => settle({ code: code ?? 1, output }))
  })
}

/** A step that is one tool: a bad exit code is a finding, and what the tool printed is the explanation. */
export function toolStep(name: string, command: string, args: readonly string[]): Step {
  return {
    name,
    async find() {
      const result = await runTool(command, args)
      return result.code === 0 ? [] : [result.output.trim() || `${command} ended with ${result.code}`]
    },
  }
}
