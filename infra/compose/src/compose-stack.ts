import { instancesOf, type FlownStack, type Screen } from '@surefoot/local'
import { findFreePort } from '@surefoot/servers'
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCompose, type Compose } from './compose.ts'
import { inspectContainers, untilHealthy, watchContainers } from './containers.ts'
import { makeSecrets } from './make-secrets.ts'
import { ROOT, SECRETS_DIR } from './paths.ts'

export interface ComposeStack extends FlownStack, AsyncDisposable {
  /** Chromium's locks on profiles that no browser uses any more. */
  readonly findProfileLocks: () => Promise<string[]>
  /** What the engine still has of this project. */
  readonly remains: () => Promise<string[]>
  /** Writes what every container said. Returns where. */
  readonly keepLogs: () => Promise<string>
}

const NORTH = 'http://sandbox:7301'
const SOUTH = 'http://sandbox:7302'

const readSecret = async (name: string): Promise<string> =>
  (await readFile(join(SECRETS_DIR, name), 'utf8')).trim()

/** The whole composition with its bookmakers, as a project of its own, on free ports of loopback. */
export async function openComposeStack(screen: Screen, signal: AbortSignal): Promise<ComposeStack> {
  await makeSecrets()
  const [gatewayPort, adminPort] = [await findFreePort(), await findFreePort()]
  const project = `surefoot-smoke-${randomUUID().slice(0, 8)}`
  const compose = await createCompose(project, {
    SUREFOOT_PORT: String(gatewayPort),
    SANDBOX_ADMIN_PORT: String(adminPort),
    ALLOWED_ORIGINS: `${NORTH},${SOUTH}`,
    // Play money, as `npm start` has it.
    MAX_EXPOSURE_PER_MATCH: '100000',
    MAX_TOTAL_EXPOSURE: '1000000',
  })
  const ending = new AbortController()
  await using owned = new AsyncDisposableStack()
  owned.defer(async () => {
    ending.abort()
    await compose.run('down', '--volumes', '--remove-orphans')
  })
  const keepLogs = async (): Promise<string> => {
    const file = join(ROOT, '.surefoot/compose.log')
    await writeFile(file, await compose.run('logs', '--no-color', '--timestamps'))
    return file
  }
  try {
    screen.step(`starting ${project}`)
    await compose.run('up', '--detach', '--no-build')
    await untilHealthy(compose, signal)
  } catch (error) {
    screen.warn(`what the containers said is in ${await keepLogs()}`)
    throw error
  }
  const containers = await inspectContainers(compose)
  screen.good(`${containers.length} containers, healthy`)
  const stack = await describe(compose, {
    gatewayPort,
    adminPort,
    sources: [...new Set(containers.map(({ Config }) => `${Config.Image} in Docker`))].toSorted(),
    failed: watchContainers(compose, ending.signal),
  })
  const moved = owned.move()
  return {
    ...stack,
    keepLogs,
    remains: compose.remains,
    findProfileLocks: () => findProfileLocks(compose),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

interface Known extends Pick<FlownStack, 'sources' | 'failed'> {
  readonly gatewayPort: number
  readonly adminPort: number
}

async function describe(
  compose: Compose,
  { gatewayPort, adminPort, sources, failed }: Known,
): Promise<FlownStack> {
  return {
    gatewayUrls: [`http://127.0.0.1:${gatewayPort}`],
    operatorToken: await readSecret('gateway.operator-token'),
    sandbox: {
      north: NORTH,
      south: SOUTH,
      admin: `http://127.0.0.1:${adminPort}`,
      token: await readSecret('sandbox-token'),
    },
    redisUrl: await findRedis(compose),
    sources,
    failed,
  }
}

/** Redis publishes no port: this machine reaches it by the address of its container. */
async function findRedis(compose: Compose): Promise<string> {
  const [redis] = await inspectContainers(compose, 'redis')
  const [network] = Object.values(redis?.NetworkSettings.Networks ?? {})
  if (network === undefined) throw new Error('The container of Redis has no address.')
  const url = new URL(await readSecret('execution.redis-url'))
  url.hostname = network.IPAddress
  return url.href
}

async function findProfileLocks(compose: Compose): Promise<string[]> {
  const locks: string[] = []
  for (const executor of instancesOf('browser-executor', 1)) {
    const find = ['find', '/profiles', '-name', 'SingletonLock']
    const found = await compose.run('exec', '-T', executor, ...find)
    locks.push(
      ...found
        .split('\n')
        .filter(Boolean)
        .map((lock) => `${executor}:${lock}`),
    )
  }
  return locks
}
