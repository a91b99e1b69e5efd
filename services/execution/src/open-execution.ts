import { withStage, type ExecRequest, type ExecutionRecord, type Refusal } from '@surefoot/shared'
import type { CheckedTime } from './check-time.ts'
import { planLegs, type LegPlans } from './plan-legs.ts'
import type { Ports } from './ports.ts'
import { refuseSilence } from './refuse-silence.ts'

/** The legs that a request asks for. Refused: NOT_COVERABLE, NO_CONTRACT, LEDGER_UNAVAILABLE. */
export async function planExecution(
  ports: Ports,
  request: ExecRequest,
  { ledgerMs }: CheckedTime,
): Promise<{ readonly ok: true; readonly plans: LegPlans } | Refusal> {
  const terms = await ports.readTerms(request.opportunity.legs.B).catch(refuseSilence)
  if (!terms.ok) return terms
  return planLegs({
    request,
    limitsOfB: terms.limits,
    nowMs: ledgerMs,
    executionTimeoutMs: ports.settings.executionTimeoutMs,
  })
}

export type OpenedExecution = ExecutionRecord & {
  readonly ok: true
  /** False when the ledger held it already: then it is not ours to place. */
  readonly created: boolean
}

/**
 * Write the execution and both legs to the ledger; without it nothing may be placed. Refused: as `ledger.open`,
 * LEDGER_UNAVAILABLE; in the latter case the row may exist, and the watchdog voids its legs.
 */
export async function openExecution(
  ports: Ports,
  request: ExecRequest,
  plans: LegPlans,
): Promise<OpenedExecution | Refusal> {
  const { deskId, executionId, opportunity, venue, requestedBy } = request
  const { deadline } = plans.B
  const opening = { deskId, executionId, opportunity, venue, requestedBy, deadline, legs: plans }
  return withStage('audit', { deskId, executionId }, () =>
    ports.ledger.open(opening).catch(refuseSilence),
  )
}
