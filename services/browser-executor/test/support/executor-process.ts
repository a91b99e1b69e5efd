import type { Account } from '@surefoot/shared/messages'
import { startNeighbour, type Neighbour } from './neighbour.ts'
import type { Stand } from './stand.ts'

export interface ExecutorProcessOptions {
  readonly account?: Account
  readonly profilesDir?: string
  readonly drainMs?: number
  /** What it gets besides. */
  readonly env?: NodeJS.ProcessEnv
}

/** The browser executor of an account as it really runs, with a stand around it that has none. */
export function startExecutorProcess(
  stand: Stand,
  {
    account = 'A',
    profilesDir = stand.profilesDir,
    // The executions of a test are closed by nobody.
    drainMs = 1,
    env = {},
  }: ExecutorProcessOptions = {},
): Promise<Neighbour> {
  return startNeighbour({
    entry: 'services/browser-executor/src/main.ts',
    env: {
      NATS_URL: stand.natsUrl,
      ACCOUNT: account,
      PROFILES_DIR: profilesDir,
      DRAIN_MS: String(drainMs),
      ALLOWED_ORIGINS: stand.doorOrigin,
      GATEWAY_URL: 'http://127.0.0.1:1',
      SAFE_MODE: 'off',
      ...env,
    },
    isReady: (line) => line.includes('is ready'),
  })
}
