import { type ChildProcess, spawn } from 'node:child_process'
import type { Clock } from '../clock.ts'
import { type ToServer, ToSupervisor } from './messages.ts'

export interface ServerProcessParts {
  /** Path of the server's main file. */
  readonly main: string
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  /** A new process is there and can be talked to. */
  started(): void
  said(message: ToSupervisor): void
  /** It runs no more: it is restarted unless it never got to listen. */
  ended(): void
  /** It ended before it ever listened: it has said why itself. */
  failed(exitCode: number): void
}

/** Longest wait before the next attempt to start a server that keeps crashing, in milliseconds. */
const MAX_BACKOFF = 5_000
/** A server that ran for so long counts as healthy: the next crash is restarted at once. */
const HEALTHY_AFTER = 10_000
/** Time for a graceful end. */
const PATIENCE = 5_000

/** Keeps one server running. */
export class ServerProcess {
  readonly #parts: ServerProcessParts
  #child: ChildProcess | null = null
  #everListened = false
  #crashes = 0
  #stopping = false
  #cancelRestart: () => void = () => undefined

  constructor(parts: ServerProcessParts) {
    this.#parts = parts
  }

  get running(): boolean {
    return this.#child !== null
  }

  start(): void {
    const { main, env, clock } = this.#parts
    // In a group of its own: Ctrl-C at the terminal reaches it only through us.
    const child = spawn(process.execPath, [main], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    const startedAt = clock.now()
    this.#child = child
    child.on('message', raw => {
      const message = ToSupervisor.parse(raw)
      if (message.t === 'listening') this.#everListened = true
      this.#parts.said(message)
    })
    child.on('exit', code => this.#exited(code ?? 1, clock.now() - startedAt))
    this.#parts.started()
  }

  say(message: ToServer): void {
    // It may be dying: what it no longer hears, the next one is told at its start.
    if (this.#child?.connected) this.#child.send(message, () => undefined)
  }

  /** Ends it for good, gracefully where it can. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#cancelRestart()
    const child = this.#child
    if (!child) return
    const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const kill = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    await exited
    clearTimeout(kill)
  }

  #exited(code: number, lived: number): void {
    this.#child = null
    this.#parts.ended()
    if (this.#stopping) return
    if (!this.#everListened) {
      this.#parts.failed(code)
      return
    }
    this.#crashes = lived >= HEALTHY_AFTER ? 0 : this.#crashes + 1
    const wait = this.#crashes === 0 ? 0 : Math.min(MAX_BACKOFF, 100 * 2 ** this.#crashes)
    this.#cancelRestart = this.#parts.clock.after(wait, () => this.start())
  }
}
