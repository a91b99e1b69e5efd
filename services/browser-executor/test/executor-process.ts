import { startNeighbour, type Neighbour } from './neighbour.ts'
import type { Stand } from './stand.ts'

/** The browser executor as it really runs, with a stand around it that has none. */
export function startExecutorProcess(
  stand: Stand,
  profilesDir: string = stand.profilesDir,
  // The executions of a test are closed by nobody.
  drainMs = 1,
): Promise<Neighbour> {
  return startNeighbour({
    entry: 'services/browser-executor/src/main.ts',
    env: {
      NATS_URL: stand.natsUrl,
      PROFILES_DIR: profilesDir,
      DRAIN_MS: String(drainMs),
      ALLOWED_ORIGINS: stand.doorOrigin,
      GATEWAY_URL: 'http://127.0.0.1:1',
      SAFE_MODE: 'off',
    },
    isReady: (line) => line.includes('is ready'),
  })
}
