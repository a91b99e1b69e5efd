import { latestHedge } from '@surefoot/execution-rules'
import { hedgeTrigger, type ExecutionRecord } from '@surefoot/shared/messages'
import { attributesOf, withSpan } from '@surefoot/shared/runtime'
import { announceStep } from '../announce.ts'
import { settleExposure } from '../exposure/settle-exposure.ts'
import type { Ports } from '../ports.ts'
import { decideEnd, describeExposed } from './decide-end.ts'

const LONGEST_REASON = 300

/** What was done: `nothing` if it was done before, or a leg may still change. */
export type Finish = 'nothing' | 'hedge triggered' | 'closed'

/**
 * Do what remains for an execution whose placing is over: close it, have what is exposed hedged, or leave it to the watchdog
 * while a leg may still change. Doing it again changes nothing. Throws when the ledger is away.
 */
export async function finishExecution(ports: Ports, executionId: string): Promise<Finish> {
  const record = await ports.ledger.execution({ executionId })
  const end = decideEnd(record)
  if (end === 'close') return closeExecution(ports, record)
  const isTriggered = end === 'hedge' && (await triggerHedge(ports, record))
  await settleExposure(ports, record)
  return isTriggered ? 'hedge triggered' : 'nothing'
}

/** Whether this was the first time; the doorbell is rung each time, because it may have been lost. */
async function triggerHedge(ports: Ports, { execution, legs }: ExecutionRecord): Promise<boolean> {
  const { deskId, id: executionId } = execution
  const reason = describeExposed(legs).slice(0, LONGEST_REASON)
  return withSpan('call hedge', { attributes: attributesOf({ deskId, executionId }) }, async () => {
    const { created } = await ports.ledger.hedge({
      executionId,
      step: 'triggered',
      details: { reason },
    })
    if (created) {
      announceStep(ports, { deskId, executionId, step: 'hedge_triggered', message: reason })
    }
    await ring(ports, { legs, deskId, executionId, reason })
    return created
  })
}

interface Ringing extends Pick<ExecutionRecord, 'legs'> {
  readonly deskId: string
  readonly executionId: string
  readonly reason: string
}

/** Make the hedge prompt. Without a queue the hedge service finds it in the ledger, and what else is to be done goes on. */
async function ring(
  { bus, logger }: Ports,
  { legs, deskId, executionId, reason }: Ringing,
): Promise<void> {
  const hedge = latestHedge({ legs })
  // A doorbell that rang for the same state of the same hedge leg is not rung again.
  const id = hedge === undefined ? `${executionId}:NONE` : `${hedge.legId}:${hedge.state}`
  await bus
    .enqueue(hedgeTrigger, { deskId, executionId, reason }, { id })
    .catch((error: unknown) => {
      logger.warn({ err: error, executionId }, 'the hedge service finds this lone leg by itself')
    })
}

/** The ledger takes the reason of a failure from the legs; what is closed may be outstanding no more. */
async function closeExecution(ports: Ports, record: ExecutionRecord): Promise<Finish> {
  const { deskId, id: executionId, closedAt } = record.execution
  return withSpan('close', { attributes: attributesOf({ deskId, executionId }) }, async () => {
    const reply = await ports.ledger.close({ executionId, errorMessage: null })
    await settleExposure(ports, reply.ok ? reply : record)
    if (!reply.ok) return 'nothing'
    const message = reply.execution.error_message
    // Told again if it was closed before: the hedge service closes and leaves the telling to this one.
    announceStep(ports, { deskId, executionId, step: 'closed', message })
    return closedAt === null ? 'closed' : 'nothing'
  })
}
