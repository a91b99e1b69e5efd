import { natsUrlOf, redisUrlOf, type Secrets } from '@surefoot/access'
import { CONSOLE_DIR, EXTENSION_DIR } from './paths.ts'
import type { Process } from './processes.ts'
import type { Sandbox } from './sandbox.ts'

export interface Addresses {
  readonly databaseUrl: string
  /** The owner's, to migrate with; left out where the person gave an address: then they give this one too, or none. */
  readonly migrationDatabaseUrl?: string
  readonly natsUrl: string
  readonly redisUrl: string
  /** Of the servers that are ours: there each service is a user of its own. An address that a person gave is used as it is. */
  readonly secrets: { readonly nats: Secrets | undefined; readonly redis: Secrets | undefined }
  readonly chromiumPath: string
  readonly gatewayPort: number
  readonly profilesDir: string
  readonly operatorToken: string
  readonly linkToken: string
  readonly sandbox: Sandbox
  /** Found in the environment of every process of this stack, so that none can be left behind unseen. */
  readonly mark: NodeJS.ProcessEnv
  /** What every service gets before this stack's own decisions. */
  readonly settings: NodeJS.ProcessEnv
}

/**
 * The environment of each process: the person's own, and what this stack decides. Safe mode is off unless it was asked
 * for by name: the allow-list holds the sandbox alone, so the real clicks of this stack touch nothing else.
 */
export function serviceEnvironment(running: Process, addresses: Addresses): NodeJS.ProcessEnv {
  const { natsUrl, secrets } = addresses
  return {
    // Play money: accepted stakes stay exposure, and a demo left running should not stand at its caps within minutes.
    MAX_EXPOSURE_PER_MATCH: '100000',
    MAX_TOTAL_EXPOSURE: '1000000',
    ...process.env,
    SAFE_MODE: process.env['SAFE_MODE'] || 'off',
    ...addresses.settings,
    ...addresses.mark,
    NATS_URL: secrets.nats ? natsUrlOf(natsUrl, running.name, secrets.nats) : natsUrl,
    ...own(running, addresses),
  }
}

function own({ service, account }: Process, addresses: Addresses): NodeJS.ProcessEnv {
  const { sandbox, migrationDatabaseUrl, redisUrl, secrets } = addresses
  switch (service) {
    case 'audit':
      return {
        DATABASE_URL: addresses.databaseUrl,
        ...(migrationDatabaseUrl && { MIGRATION_DATABASE_URL: migrationDatabaseUrl }),
      }
    case 'browser-executor':
      return {
        ACCOUNT: account,
        PROFILES_DIR: addresses.profilesDir,
        ALLOWED_ORIGINS: `${sandbox.north},${sandbox.south}`,
        CHROMIUM_PATH: addresses.chromiumPath,
        // With the leg in hand inside the grace that a stop gives it.
        DRAIN_MS: process.env['DRAIN_MS'] ?? '8000',
        EXTENSION_DIR,
        GATEWAY_URL: `http://127.0.0.1:${addresses.gatewayPort}`,
        HEADED: process.env['HEADED'] ?? String(hasScreen()),
      }
    case 'execution':
      return { REDIS_URL: secrets.redis ? redisUrlOf(redisUrl, secrets.redis) : redisUrl }
    case 'worker':
      return { URL_A: `${sandbox.north}/login`, URL_B: `${sandbox.south}/signin` }
    case 'gateway':
      return {
        PORT: String(addresses.gatewayPort),
        CONSOLE_DIR,
        CONSOLE_LINK_TOKEN: addresses.linkToken,
        OPERATOR_TOKEN: addresses.operatorToken,
      }
    case 'scanner':
    case 'hedge':
    case 'notify':
      return {}
  }
}

/** Whether the operator can see a window. */
function hasScreen(): boolean {
  return process.platform === 'darwin' || process.env['DISPLAY'] !== undefined
}
