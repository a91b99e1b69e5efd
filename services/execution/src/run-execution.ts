/**
 * Owns one execution from its request until its legs are placed or refused. What a process that died leaves behind is the
 * watchdog's; a lone leg is the hedge service's.
 *
 * 1. Nothing is placed before the ledger holds the execution (I2), and a request that finds its row does nothing (I12).
 * 2. B is placed only after A is ACCEPTED; otherwise it is denied before A is looked into (I5).
 * 3. A throw leaves the execution to the watchdog: nothing here is tried twice.
 */
import { toMinor } from '@surefoot/arbitrage'
import { withStage, type ExecRequest, type Refusal } from '@surefoot/shared'
import { announceRefusal, announceStep } from './announce.ts'
import { finishExecution } from './finish-execution.ts'
import { holdLease } from './lease.ts'
import { denyLeg } from './move-leg.ts'
import { openExecution } from './open-execution.ts'
import { placeLegs } from './place-legs.ts'
import type { LegPlans } from './plan-legs.ts'
import type { Ports } from './ports.ts'
import { prepareLegs } from './prepare-legs.ts'

/** Carry out a request, once. Throws when the ledger falls silent after the execution was opened. */
export async function runExecution(ports: Ports, request: ExecRequest): Promise<void> {
  const { deskId, executionId, opportunity } = request
  const lease = await holdLease(ports, executionId)
  // Another instance has the same request in hand.
  if (!lease.ok && lease.code === 'HELD') return
  if (!lease.ok) return announceRefusal(ports, request, lease)
  await using held = new AsyncDisposableStack()
  held.use(lease)
  const lock = await withStage('lock', request, () =>
    ports.lock.hold({ deskId, matchId: opportunity.matchId }),
  )
  if (!lock.ok) return announceRefusal(ports, request, lock)
  held.use(lock)
  const opened = await openExecution(ports, request)
  if (!opened.ok) return announceRefusal(ports, request, opened)
  if (!opened.created) return
  announceStep(ports, { deskId, executionId, step: 'opened' })
  const refused = await carryOut(ports, request, opened.plans)
  if (refused) {
    const { A, B } = opened.plans
    await Promise.all([A, B].map(({ legId }) => denyLeg(ports, legId, refused)))
    announceRefusal(ports, request, refused)
  }
  await finishExecution(ports, executionId)
}

/** Reserve, prepare, place. A refusal comes before anything was placed. */
async function carryOut(
  ports: Ports,
  request: ExecRequest,
  plans: LegPlans,
): Promise<Refusal | undefined> {
  const { deskId, executionId, opportunity } = request
  const key = { deskId, executionId, matchId: opportunity.matchId }
  const stakes = { A: toMinor(plans.A.stake), B: toMinor(plans.B.stake) }
  const overCap = await withStage('exposure', key, () => ports.exposure.reserve(key, stakes))
  if (overCap) return overCap
  const prepared = await withStage('prepare', key, () => prepareLegs(ports, plans))
  if (!prepared.ok) return prepared
  announceStep(ports, { deskId, executionId, step: 'prepared' })
  await placeLegs(ports, { opportunity, plans, slips: prepared.slips })
  return undefined
}
