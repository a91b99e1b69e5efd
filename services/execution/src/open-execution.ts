import { withStage, type ExecRequest, type Refusal } from '@surefoot/shared'
import { planLegs, type LegPlans } from './plan-legs.ts'
import type { Ports } from './ports.ts'
import { refuseSilence } from './refuse-silence.ts'

export interface OpenedExecution {
  readonly ok: true
  /** False when the ledger held it already: then it is not ours to place. */
  readonly created: boolean
  readonly plans: LegPlans
}

/**
 * Write the execution and both legs to the ledger; without it nothing may be placed. Refused: as `ledger.open`,
 * NOT_COVERABLE, NO_CONTRACT, LEDGER_UNAVAILABLE; in the last case the row may exist, and the watchdog voids its legs.
 */
export async function openExecution(
  ports: Ports,
  request: ExecRequest,
): Promise<OpenedExecution | Refusal> {
  const { deskId, executionId, opportunity, venue, requestedBy } = request
  const terms = await ports.readTerms(opportunity.legs.B).catch(refuseSilence)
  if (!terms.ok) return terms
  const planned = planLegs({
    request,
    limitsOfB: terms.limits,
    nowMs: ports.clock.epochMs(),
    executionTimeoutMs: ports.settings.executionTimeoutMs,
  })
  if (!planned.ok) return planned
  const { plans } = planned
  const opening = {
    deskId,
    executionId,
    opportunity,
    venue,
    requestedBy,
    deadline: plans.B.deadline,
    legs: plans,
  }
  const opened = await withStage('audit', { deskId, executionId }, () =>
    ports.ledger.open(opening).catch(refuseSilence),
  )
  return opened.ok ? { ok: true, created: opened.created, plans } : opened
}
