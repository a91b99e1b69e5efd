import { hedgeTrigger, withSpan, type ExecutionRecord } from '@surefoot/shared'
import { announceStep } from './announce.ts'
import { decideEnd, describeLone } from './decide-end.ts'
import type { Ports } from './ports.ts'
import { settleExposure } from './settle-exposure.ts'

const LONGEST_REASON = 300

/**
 * Do what remains for an execution whose placing is over: close it, have its lone leg hedged, or leave it to the watchdog
 * while a leg may still change. Doing it again changes nothing. Throws when the ledger or the bus is away.
 */
export async function finishExecution(ports: Ports, executionId: string): Promise<void> {
  const record = await ports.ledger.execution({ executionId })
  const end = decideEnd(record)
  if (end === 'hedge') await triggerHedge(ports, record)
  if (end === 'close') await closeExecution(ports, record)
  await settleExposure(ports, record)
}

async function triggerHedge(ports: Ports, { execution, legs }: ExecutionRecord): Promise<void> {
  const { deskId, id: executionId } = execution
  const reason = describeLone(legs).slice(0, LONGEST_REASON)
  await withSpan('hedge trigger', { 'surefoot.execution': executionId }, async () => {
    const { created } = await ports.ledger.hedge({
      executionId,
      step: 'triggered',
      details: { reason },
    })
    if (created) {
      announceStep(ports, { deskId, executionId, step: 'hedge_triggered', message: reason })
    }
    const hedge = legs.find(({ role }) => role === 'H')
    // A doorbell that rang for the same state is not rung again.
    const id = `${executionId}:${hedge?.state ?? 'NONE'}`
    await ports.bus.enqueue(hedgeTrigger, { deskId, executionId, reason }, { id })
  })
}

/** The ledger takes the reason of a failure from the legs. */
async function closeExecution(ports: Ports, { execution }: ExecutionRecord): Promise<void> {
  const { deskId, id: executionId } = execution
  await withSpan('close', { 'surefoot.execution': executionId }, async () => {
    const reply = await ports.ledger.close({ executionId, errorMessage: null })
    if (!reply.ok) return
    const message = reply.execution.error_message
    announceStep(ports, { deskId, executionId, step: 'closed', message })
  })
}
