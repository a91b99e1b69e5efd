/**
 * Owns one execution from its request until its legs are placed or refused. What a process that died leaves behind is the
 * watchdog's; a lone leg is the hedge service's.
 *
 * 1. Nothing is placed before the ledger holds the execution (I2), and a request that finds its row does nothing (I12).
 * 2. B is placed only after A is ACCEPTED; otherwise it is denied before A is looked into (I5).
 * 3. A throw leaves the execution to the watchdog: nothing here is tried twice.
 */
import type { ExecRequest, Refusal } from '@surefoot/shared/messages'
import { withStage } from '@surefoot/shared/runtime'
import { announceRefusal, announceStep } from '../announce.ts'
import { reserveExposure, settleReserved } from '../exposure/reserve-exposure.ts'
import { finishExecution } from '../finish/finish-execution.ts'
import { denyLeg } from '../legs/move-leg.ts'
import type { Ports } from '../ports.ts'
import { holdExecution } from './hold-execution.ts'
import { checkTime, openExecution, planExecution, type CheckedTime } from './open-execution.ts'
import { placeLegs } from './place-legs.ts'
import type { LegPlans } from './plan-legs.ts'
import { prepareLegs } from './prepare-legs.ts'

/**
 * Carry out a request, once. Throws when the ledger falls silent after the execution was opened.
 * @param onWait called when a leg's provider is waited for: what follows takes little of this process
 */
export async function runExecution(
  ports: Ports,
  request: ExecRequest,
  onWait: () => void = () => undefined,
): Promise<void> {
  const { deskId, executionId, opportunity } = request
  const lease = await holdExecution(ports, executionId)
  // Another instance has the same request in hand.
  if (!lease.ok && lease.code === 'HELD') return
  if (!lease.ok) return announceRefusal(ports, request, lease)
  await using held = new AsyncDisposableStack()
  held.use(lease)
  const time = checkTime(ports, request)
  if (!time.ok) return announceRefusal(ports, request, time)
  const lock = await withStage('lock', request, () =>
    ports.lock.hold({ deskId, matchId: opportunity.matchId }),
  )
  if (!lock.ok) return announceRefusal(ports, request, lock)
  held.use(lock)
  const opened = await planAndOpen(ports, request, time)
  if (!opened.ok) return announceRefusal(ports, request, opened)
  if (!opened.created) return
  announceStep(ports, { deskId, executionId, step: 'opened' })
  const refused = await carryOut(ports, request, { plans: opened.plans, onWait })
  if (refused) {
    const { A, B } = opened.plans
    await Promise.all([A, B].map(({ legId }) => denyLeg(ports, legId, refused)))
    announceRefusal(ports, request, refused)
  }
  await finishExecution(ports, executionId)
}

type Planned = { readonly ok: true; readonly created: boolean; readonly plans: LegPlans } | Refusal

/** Reserve both stakes, then write the execution to the ledger. A refusal leaves nothing behind. */
async function planAndOpen(
  ports: Ports,
  request: ExecRequest,
  time: CheckedTime,
): Promise<Planned> {
  const planned = await planExecution(ports, request, time)
  if (!planned.ok) return planned
  const { plans } = planned
  const overCap = await reserveExposure(ports, request, plans)
  if (overCap) return overCap
  const opened = await openExecution(ports, request, plans)
  await settleReserved(ports, { request, plans, opened })
  return opened.ok ? { ok: true, created: opened.created, plans } : opened
}

/** Prepare, place. A refusal comes before anything was placed. */
async function carryOut(
  ports: Ports,
  request: ExecRequest,
  { plans, onWait }: { readonly plans: LegPlans; readonly onWait: () => void },
): Promise<Refusal | undefined> {
  const { deskId, executionId, opportunity } = request
  const prepared = await withStage('prepare', { deskId, executionId }, () =>
    prepareLegs(ports, plans),
  )
  if (!prepared.ok) return prepared
  announceStep(ports, { deskId, executionId, step: 'prepared' })
  await placeLegs(ports, { opportunity, plans, slips: prepared.slips, onWait })
  return undefined
}
