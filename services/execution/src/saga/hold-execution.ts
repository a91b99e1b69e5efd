import { holdLease, type HeldLease } from '@surefoot/ledger-client'
import type { Refusal } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { refuseSilence } from './refuse-silence.ts'

/** Take the execution for this process and keep it until disposed or dead. Refused: HELD, LEDGER_UNAVAILABLE. */
export async function holdExecution(
  { ledger, clock, logger, settings, instanceId }: Ports,
  executionId: string,
): Promise<HeldLease | Refusal> {
  const parts = { ledger, logger, every: clock.every }
  const resource = `execution:${executionId}`
  return holdLease(parts, { resource, holder: instanceId, ttlMs: settings.leaseMs }).catch(
    refuseSilence,
  )
}
