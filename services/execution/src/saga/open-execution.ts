import {
  refuse,
  type ExecRequest,
  type ledgerOpen,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import { checkClock, withStage } from '@surefoot/shared/runtime'
import type { Ports } from '../ports.ts'
import { planLegs, type LegPlans } from './plan-legs.ts'
import { refuseSilence } from './refuse-silence.ts'

/** The ledger's clock, on which a request expires and legs have their deadlines. */
export type CheckedTime = { readonly ok: true; readonly ledgerMs: number }

/**
 * Whether a request is still fresh: the worker stamped it, and it is read here, on the ledger's clock. To be asked once the
 * ledger has replied. Refused: REQUEST_EXPIRED, CLOCK_SKEW, CLOCK_UNKNOWN.
 */
export function checkTime({ bus }: Ports, { expiresAt }: ExecRequest): CheckedTime | Refusal {
  const time = checkClock(bus.ledgerClock, 'execution')
  if (!time.ok) return time
  const lateMs = Math.ceil(time.ledgerMs - expiresAt)
  if (lateMs <= 0) return time
  const message = `A request was dropped because it came ${lateMs} ms after its time.`
  return refuse('REQUEST_EXPIRED', message)
}

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

/**
 * Write the execution and both legs to the ledger; without it nothing may be placed. Where it was not `created`, the ledger
 * held it already: then it is not ours to place. Refused: as `ledger.open`, LEDGER_UNAVAILABLE; in the latter case the row
 * may exist, and the watchdog voids its legs.
 */
export async function openExecution(
  ports: Ports,
  request: ExecRequest,
  plans: LegPlans,
): Promise<Reply<typeof ledgerOpen.reply>> {
  const { deskId, executionId, opportunity, venue, requestedBy } = request
  const { deadline } = plans.B
  const opening = { deskId, executionId, opportunity, venue, requestedBy, deadline, legs: plans }
  return withStage('audit', { deskId, executionId }, () =>
    ports.ledger.open(opening).catch(refuseSilence),
  )
}
