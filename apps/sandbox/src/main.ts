import { z } from 'zod'
import { sandboxConfig } from './config.ts'
import { startSandbox } from './start-sandbox.ts'

const config = sandboxConfig.safeParse(process.env)
if (!config.success) {
  process.stderr.write(`The sandbox is not configured:\n${z.prettifyError(config.error)}\n`)
  process.exit(2)
}
const { data: env } = config
const { north, south, admin, stop } = await startSandbox({
  host: env.SANDBOX_HOST,
  port: { north: env.NORTH_PORT, south: env.SOUTH_PORT, admin: env.ADMIN_PORT },
  token: env.SANDBOX_TOKEN,
  seed: env.SANDBOX_SEED,
  booksFile: env.SANDBOX_BOOKS,
  ...(env.SANDBOX_BALANCE !== undefined && { initialMinor: env.SANDBOX_BALANCE * 100 }),
  keepsConnections: env.SANDBOX_KEEPS_CONNECTIONS,
  tickMs: env.SANDBOX_TICK_MS,
  opportunitiesPerMinute: env.SANDBOX_OPPORTUNITIES_PER_MINUTE,
  phantomsPerMinute: env.SANDBOX_PHANTOMS_PER_MINUTE,
  settlementsPerMinute: env.SANDBOX_SETTLEMENTS_PER_MINUTE,
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
// A parent that holds our channel is gone: nothing is left behind.
process.once('disconnect', () => void stop())
const origins = { north: north.origin, south: south.origin, admin: admin.origin }
process.stdout.write(`${JSON.stringify(origins)}\n`)
