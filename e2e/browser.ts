import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type { Place } from './lab/Lab.ts'
import { watchPeers } from './media.ts'
import { listProcesses } from './processes.ts'
import { until } from './until.ts'

const DEBIAN = '/usr/bin/chromium'
/** Milliseconds for whatever a page is asked to do. */
const PATIENCE = 20_000
/** Milliseconds for a killed browser to be gone. */
const GONE_WITHIN = 10_000

/**
 * Hosts that this browser itself calls for its maker's sake, whatever page it shows and whatever it is told. They are
 * unknown to it here. Pages that call them show in `requests` all the same.
 */
const MAKER = ['accounts.google.com', 'clients2.google.com', '*.googleapis.com', '*.gvt1.com']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--auto-select-desktop-capture-source=Entire',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** How the browser begins to say on the console that a page did what its policy forbids. */
const POLICY = /Content.Security.Policy|Trusted ?Type|permissions policy|violates/i

export interface Look {
  readonly language?: 'en' | 'de'
  readonly theme?: 'light' | 'dark'
  readonly screen?: 'desktop' | 'phone'
  /** Where it runs: here, unless it stands elsewhere in a lab's net. */
  readonly place?: Place
  /** Flags of Chromium beyond the usual ones. */
  readonly flags?: readonly string[]
}

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const
const SCREENS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const

/** The Chromium to use: the one that TACET_CHROMIUM names, Debian's, else the one that Playwright brought. */
function executable(): string {
  return process.env['TACET_CHROMIUM'] || (existsSync(DEBIAN) ? DEBIAN : chromium.executablePath())
}

/** A program that starts Chromium elsewhere in the net. */
async function executableAt({ namespace }: Place, profile: string): Promise<string> {
  const path = join(profile, 'chromium-elsewhere')
  await writeFile(path, `#!/bin/sh\nexec nsenter --net=${namespace} '${executable()}' "$@"\n`)
  await chmod(path, 0o700)
  return path
}

function flagsOf({ place, flags = [] }: Look): string[] {
  const rules = MAKER.map(host => `MAP ${host} ~NOTFOUND`)
  // Pages may use microphones only if they come from "localhost", or over TLS.
  if (place) rules.push(`MAP localhost ${place.server}`)
  return [...FLAGS, `--host-resolver-rules=${rules.join(',')}`, ...flags]
}

/** One real browser with one profile of its own, as one person has it. */
export class Browser {
  readonly context: BrowserContext
  readonly page: Page
  /** Addresses of all requests and sockets that its pages made. */
  readonly requests: URL[] = []
  /** What went wrong in its pages: errors that nothing caught, and what the content policy had to forbid. */
  readonly errors: string[] = []
  /** Texts of dialogs that a page opened by itself. */
  readonly dialogs: string[] = []
  readonly #profile: string
  #killed = false

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.context = context
    this.page = page
    this.#profile = profile
    context.on('request', request => this.requests.push(new URL(request.url())))
    context.on('weberror', error => this.errors.push(String(error.error())))
    context.on('console', message => {
      if (POLICY.test(message.text())) this.errors.push(message.text())
    })
    context.on('dialog', dialog => {
      this.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    for (const one of context.pages()) this.#watch(one)
    context.on('page', one => this.#watch(one))
  }

  static async open(look: Look = {}): Promise<Browser> {
    const { language = 'en', theme = 'light', screen = 'desktop', place } = look
    const profile = await mkdtemp(join(tmpdir(), 'tacet-profile-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: place ? await executableAt(place, profile) : executable(),
      args: flagsOf(look),
      locale: LOCALES[language],
      colorScheme: theme,
      viewport: SCREENS[screen],
      hasTouch: screen === 'phone',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE)
    await context.addInitScript(watchPeers)
    const page = context.pages()[0] ?? (await context.newPage())
    return new Browser(context, page, profile)
  }

  async close(): Promise<void> {
    if (!this.#killed) await this.context.close()
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Ends the browser as a power cut would: no page gets to say goodbye. */
  async kill(): Promise<void> {
    const mine = () =>
      listProcesses().filter(({ command }) => command.includes(`--user-data-dir=${this.#profile}`))
    const main = mine().find(({ command }) => !command.includes('--type='))
    if (!main) throw new Error('the browser does not run')
    this.#killed = true
    process.kill(main.pid, 'SIGKILL')
    await until('the browser is gone', GONE_WITHIN, () => mine().length === 0)
  }

  #watch(page: Page): void {
    page.on('websocket', socket => this.requests.push(new URL(socket.url())))
  }
}
