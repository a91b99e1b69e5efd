import { holdLease } from '@surefoot/ledger-client'
import type { Ports } from '../ports.ts'
import { executeHedge } from './execute-hedge.ts'

/**
 * Bring a lone leg as far as it can be brought now, unless another instance is at work on it. Throws when the ledger is away:
 * then it is to be called again.
 */
export async function holdHedge(ports: Ports, executionId: string): Promise<void> {
  const { instanceId, settings } = ports
  const resource = `execution:${executionId}:hedge`
  const lease = await holdLease(ports, { resource, holder: instanceId, ttlMs: settings.leaseMs })
  if (!lease.ok) return
  await using held = new AsyncDisposableStack()
  held.use(lease)
  await executeHedge(ports, executionId)
}
