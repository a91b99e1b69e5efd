import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { isExecutable, onPath } from './find-on-path.ts'
import { fromPackageManager } from './install-packages.ts'
import type { Packages } from './packages.ts'
import { runCommand } from './run-command.ts'
import { takeFirst, type Way } from './way.ts'

/** A slow line may take this long; where the site is out of reach the attempt must end. */
const DOWNLOAD_MS = 180_000

const PACKAGES: Packages = {
  programs: ['chromium', 'chromium-browser'],
  folders: ['/usr/lib/chromium'],
  apt: 'chromium',
  brew: 'chromium',
}

export interface Browser {
  readonly path: string
  /** Where its libraries are, if not in the system's folders. */
  readonly libraryPath?: string
  readonly source: string
}

/** Finds Chromium, or installs one. `dir` is where packages are unpacked. Throws NothingFound. */
export function findChromium(options: { dir: string; env?: NodeJS.ProcessEnv }): Promise<Browser> {
  return takeFirst('Chromium', waysToChromium(options.env ?? process.env, options.dir))
}

export function waysToChromium(env: NodeJS.ProcessEnv, dir: string): Way<Browser>[] {
  return [
    fromEnvironment(env),
    named(onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], env)),
    ofPlaywright(),
    byPlaywright(env),
    named(fromPackageManager(PACKAGES, env, join(dir, 'packages'))),
  ]
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

function named(way: Way<{ path: string; libraryPath?: string }>): Way<Browser> {
  return {
    ...way,
    find: async () => {
      const result = await way.find()
      return 'found' in result ? { found: { ...result.found, source: result.found.path } } : result
    },
  }
}

const PLAYWRIGHT_REMEDY = 'pnpm --filter @surefoot/servers exec playwright-core install chromium'

function ofPlaywright(): Way<Browser> {
  return {
    name: "Playwright's own",
    remedy: PLAYWRIGHT_REMEDY,
    installs: false,
    find: async () => {
      const path = chromium.executablePath()
      return (await isExecutable(path))
        ? { found: { path, source: `Playwright's Chromium, ${path}` } }
        : { missed: `${path} does not exist.` }
    },
  }
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
