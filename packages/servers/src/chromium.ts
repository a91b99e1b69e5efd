import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findSandboxFault } from './chromium-sandbox.ts'
import { isExecutable } from './find-on-path.ts'
import { onThisMachine } from './find-program.ts'
import type { Packages } from './packages.ts'
import { fromPackageManager } from './provide/from-package-manager.ts'
import type { Need } from './provide/need.ts'
import { readVersion } from './read-version.ts'
import { runCommand } from './run-command.ts'
import { takeFirst, type Search, type Way } from './way.ts'

/** A slow line may take this long; where the site is out of reach the attempt must end. */
const DOWNLOAD_MS = 180_000

const PACKAGES: Packages = {
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  folders: ['/usr/lib/chromium'],
  apt: ['chromium', 'fonts-liberation'],
  brew: 'chromium',
}

export interface Browser {
  /** Complete: it starts with its libraries and fonts wherever they are. */
  readonly path: string
  readonly source: string
}

/** Finds Chromium, or installs one. Throws NothingFound. */
export function findChromium({
  env = process.env,
}: { env?: NodeJS.ProcessEnv } = {}): Promise<Browser> {
  return takeFirst('Chromium', waysToChromium(env))
}

export function waysToChromium(env: NodeJS.ProcessEnv): Way<Browser>[] {
  const present = presentWays(env)
  const program = withSandbox(onThisMachine(PACKAGES, { env }))
  // The package manager's brings the libraries that it needs; Playwright's does not.
  return [...present, fromPackageManager(chromiumNeed(env), program, env), byPlaywright(env)]
}

/** What a start needs of it. */
export function chromiumNeed(env: NodeJS.ProcessEnv): Need {
  return { subject: 'Chromium', packages: PACKAGES, ways: presentWays(env) }
}

function presentWays(env: NodeJS.ProcessEnv): Way<Browser>[] {
  return [fromEnvironment(env), withSandbox(onThisMachine(PACKAGES, { env })), ofPlaywright()]
}

function fromEnvironment(env: NodeJS.ProcessEnv): Way<Browser> {
  return {
    name: 'a path in the environment',
    remedy: 'CHROMIUM_PATH=… with the path of a Chromium.',
    installs: false,
    find: async () => {
      const path = env['CHROMIUM_PATH'] ?? ''
      if (path === '') return { missed: 'CHROMIUM_PATH is not set.' }
      return (await isExecutable(path))
        ? { found: { path, source: `${path} (CHROMIUM_PATH)` } }
        : { missed: `CHROMIUM_PATH is ${path}, which is not an executable file.` }
    },
  }
}

/** One whose pages would run without Chromium's own sandbox is not used. */
function withSandbox(way: Way<Browser>): Way<Browser> {
  return {
    ...way,
    find: async () => {
      const result = await way.find()
      if ('missed' in result) return result
      const fault = await findSandboxFault(result.found.path)
      return fault === undefined ? result : { missed: fault }
    },
  }
}

const PLAYWRIGHT_REMEDY = 'pnpm --filter @surefoot/servers exec playwright-core install chromium'

function ofPlaywright(): Way<Browser> {
  return withSandbox({
    name: "Playwright's own",
    remedy: PLAYWRIGHT_REMEDY,
    installs: false,
    find: async (): Promise<Search<Browser>> => {
      const path = chromium.executablePath()
      if (!(await isExecutable(path))) return { missed: `${path} does not exist.` }
      const version = await readVersion(path)
      return 'found' in version
        ? { found: { path, source: `Playwright's Chromium, ${path}` } }
        : version
    },
  })
}

function byPlaywright(env: NodeJS.ProcessEnv): Way<Browser> {
  return {
    name: "Playwright's download",
    remedy: PLAYWRIGHT_REMEDY,
    installs: true,
    find: async () => {
      const entry = createRequire(import.meta.url).resolve('playwright-core/package.json')
      const cli = join(dirname(entry), 'cli.js')
      const result = await runCommand(process.execPath, [cli, 'install', 'chromium'], {
        env,
        timeoutMs: DOWNLOAD_MS,
      })
      return result.ok ? ofPlaywright().find() : { missed: result.fault }
    },
  }
}
