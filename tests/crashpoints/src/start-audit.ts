import { fromMinor } from '@surefoot/arbitrage'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CAPS } from './settings.ts'

export interface AuditAddresses {
  readonly natsUrl: string
  readonly databaseUrl: string
}

const MAIN = fileURLToPath(new URL('../../../services/audit/src/main.ts', import.meta.url))

/** The ledger as it runs in production: its main.ts in a process of its own, which ends when disposed. */
export function startAudit({ natsUrl, databaseUrl }: AuditAddresses): AsyncDisposable {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      LOG_LEVEL: 'error',
      SAFE_MODE: 'off',
      NATS_URL: natsUrl,
      DATABASE_URL: databaseUrl,
      // It does not write through, so that a run is quick.
      POSTGRES_DURABILITY: 'unchecked',
      // No gateway runs that would approve.
      CONTROL_APPROVALS: 'unchecked',
      MAX_EXPOSURE_PER_MATCH: fromMinor(CAPS.perMatchMinor),
      MAX_TOTAL_EXPOSURE: fromMinor(CAPS.totalMinor),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exited = once(child, 'exit')
  // It would live on without us, and look for its bus for ever.
  const end = (): boolean => child.kill('SIGKILL')
  process.once('exit', end)
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await exited
      process.off('exit', end)
    },
  }
}
