import { spawn } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** One check of the house: says everything that is wrong, in lines for people. An empty list is a pass. */
export interface Step {
  readonly name: string
  find(): Promise<readonly string[]>
}

export interface ToolResult {
  readonly code: number
  readonly stdout: string
  /** Standard output and standard error in the order in which they came. */
  readonly output: string
}

/** The environment in which the tools of this project run: its own Node and its own packages come first. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? '']
  return { ...process.env, PATH: path.join(':'), NO_COLOR: '1', FORCE_COLOR: '0' }
}

/** Runs a tool in `cwd` (the root of the project unless told) until it ends. Never throws for a bad exit code. */
export function runTool(command: string, args: readonly string[], cwd: string = ROOT): Promise<ToolResult> {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { cwd, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', fail)
    child.on('close', code => settle({ code: code ?? 1, stdout, output }))
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
