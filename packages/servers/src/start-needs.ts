import { chromiumNeed } from './chromium.ts'
import { needOf, waysToServer } from './find-server.ts'
import { NATS } from './nats.ts'
import { POSTGRES, waysToPostgres } from './postgres-binaries.ts'
import { describeProvision, type Provision } from './provide/describe-provision.ts'
import type { Need } from './provide/need.ts'
import type { Progress } from './progress.ts'
import { packagesFolder } from './packages-folder.ts'
import { provide, type Provided, type ProvideOptions } from './provide/provide.ts'
import { REDIS } from './redis.ts'

/** The servers that a start and a test run need. */
function serverNeeds(env: NodeJS.ProcessEnv): Need[] {
  return [
    needOf(POSTGRES, waysToPostgres(env)),
    needOf(NATS, waysToServer(NATS, env)),
    needOf(REDIS, waysToServer(REDIS, env)),
  ]
}

export function startNeeds(env: NodeJS.ProcessEnv): Need[] {
  return [...serverNeeds(env), chromiumNeed(env)]
}

/** Installs, in one transaction, everything that a start needs and this machine lacks. */
export function provideForStart(options: ProvideOptions = {}): Promise<Provided> {
  return provide(startNeeds(options.env ?? process.env), options)
}

/** The same for the servers alone. */
export function provideServers(options: ProvideOptions = {}): Promise<Provided> {
  return provide(serverNeeds(options.env ?? process.env), options)
}

/** What `provideForStart` would do now. */
export function planStart(env: NodeJS.ProcessEnv, progress: Progress): Promise<Provision> {
  const { signal } = new AbortController()
  return describeProvision(startNeeds(env), {
    env,
    progress,
    signal,
    packagesDir: packagesFolder(),
  })
}
