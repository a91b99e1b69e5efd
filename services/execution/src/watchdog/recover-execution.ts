/**
 * Owns what a process that died left behind: an execution that is open in the ledger and in nobody's hands.
 *
 * 1. A leg that was not armed is voided, so that it never can be; one that was is looked for at its provider.
 * 2. An armed leg keeps its time: its executor may be alive and about to record the receipt, a REJECTED as well.
 * 3. The hedge leg belongs to the hedge service until its time is over.
 * 4. An escalated leg is a person's. Once decided, the next look goes on: it is hedged or closed.
 * 5. Each act is told to the system log.
 */
import type { ExecutionRecord, ExecutionRow, Leg } from '@surefoot/shared/messages'
import { attributesOf, METRICS, withSpan } from '@surefoot/shared/runtime'
import { logLeg } from '../announce.ts'
import { settleExposure } from '../exposure/settle-exposure.ts'
import { decideEnd } from '../finish/decide-end.ts'
import { finishExecution, type Finish } from '../finish/finish-execution.ts'
import { moveLeg } from '../legs/move-leg.ts'
import { awaitPending, resolveLeg } from '../legs/resolve-leg.ts'
import type { Ports } from '../ports.ts'
import { holdExecution } from '../saga/hold-execution.ts'

export type LegRecovery = 'leave' | 'void' | 'resolve'

export interface RecoveryTimes {
  /** The ledger's clock. */
  readonly nowMs: number
  readonly executionTimeoutMs: number
}

/** What to do about a leg of an execution that is in nobody's hands. */
export function decideLegRecovery(leg: Leg, times: RecoveryTimes): LegRecovery {
  const { nowMs, executionTimeoutMs } = times
  switch (leg.state) {
    case 'AUTHORIZED':
      return leg.role !== 'H' || nowMs > Date.parse(leg.deadline) ? 'void' : 'leave'
    case 'ARMED': {
      const armedAtMs = Date.parse(leg.armedAt ?? leg.changedAt)
      return nowMs > armedAtMs + executionTimeoutMs ? 'resolve' : 'leave'
    }
    case 'PENDING':
    case 'UNKNOWN':
      return 'resolve'
    case 'ACCEPTED':
    case 'REJECTED':
    case 'ABSENT':
    case 'DENIED':
    case 'VOID':
    case 'ESCALATED':
      return 'leave'
  }
}

/** Take an execution over, unless another instance has it in hand, and bring it as far as it can be brought now. */
export async function recoverExecution(
  ports: Ports,
  record: ExecutionRecord,
  nowMs: number,
): Promise<void> {
  const { id: executionId, deskId } = record.execution
  const times = { nowMs, executionTimeoutMs: ports.settings.executionTimeoutMs }
  const isIdle = record.legs.every((leg) => decideLegRecovery(leg, times) === 'leave')
  if (isIdle && decideEnd(record) === 'wait') return awaitPerson(ports, record)
  const attributes = attributesOf({ deskId, executionId })
  await withSpan('recover', { attributes }, () => takeOver(ports, executionId, times))
}

async function takeOver(ports: Ports, executionId: string, times: RecoveryTimes): Promise<void> {
  const lease = await holdExecution(ports, executionId)
  if (!lease.ok) return
  await using held = new AsyncDisposableStack()
  held.use(lease)
  // Read again: it may have been finished before the lease was ours.
  const { execution, legs } = await ports.ledger.execution({ executionId })
  if (execution.closedAt !== null) return
  await releaseLock(ports, execution)
  await Promise.all(legs.map((leg) => recoverLeg(ports, leg, times)))
  tellFinish(ports, execution, await finishExecution(ports, executionId))
}

/** An escalated leg may wait for hours: until then nobody else keeps its stake counted. */
async function awaitPerson(ports: Ports, record: ExecutionRecord): Promise<void> {
  if (record.legs.some(({ state }) => state === 'ESCALATED')) await settleExposure(ports, record)
}

async function releaseLock({ bus, lock }: Ports, execution: ExecutionRow): Promise<void> {
  const { deskId, matchId, id: executionId } = execution
  if (!(await lock.release({ deskId, matchId }))) return
  METRICS.watchdogActs.add({ act: 'released_lock' })
  const message = `The lock of ${matchId} was left behind with its execution and was released`
  bus.log({ level: 'warn', code: 'STALE_LOCK', message, deskId, executionId })
}

async function recoverLeg(ports: Ports, leg: Leg, times: RecoveryTimes): Promise<void> {
  const recovery = decideLegRecovery(leg, times)
  if (recovery === 'leave') return
  METRICS.watchdogActs.add({ act: 'took_leg' })
  const message = `Leg ${leg.role} was left ${leg.state}: the watchdog takes it over`
  logLeg(ports, leg, { level: 'warn', code: 'WATCHDOG_TOOK_LEG', message })
  const recovered =
    recovery === 'void'
      ? await moveLeg(ports, leg.legId, { to: 'VOID', reason: 'Its execution was abandoned' })
      : await proveLeg(ports, leg)
  if (recovered.state === leg.state) return
  METRICS.watchdogActs.add({ act: 'moved_leg' })
  const outcome = `Leg ${leg.role} was ${leg.state} and is ${recovered.state} now`
  logLeg(ports, recovered, { level: 'info', code: 'WATCHDOG_MOVED_LEG', message: outcome })
}

/** Find out what became of a submit that nobody waits for. */
async function proveLeg(ports: Ports, leg: Leg): Promise<Leg> {
  const submitted =
    leg.state === 'ARMED'
      ? await moveLeg(ports, leg.legId, { to: 'UNKNOWN', reason: 'No receipt in its time' })
      : leg
  return resolveLeg(ports, await awaitPending(ports, submitted))
}

function tellFinish({ bus }: Ports, { deskId, id }: ExecutionRow, finish: Finish): void {
  if (finish === 'nothing') return
  METRICS.watchdogActs.add({ act: finish === 'closed' ? 'closed_execution' : 'called_hedge' })
  const [code, message] =
    finish === 'closed'
      ? ['WATCHDOG_CLOSED', 'The watchdog has closed the execution']
      : ['WATCHDOG_HEDGED', 'A leg is exposed alone: the watchdog has called for its hedge']
  bus.log({ level: 'info', code, message, deskId, executionId: id })
}
