import { ok, refuse, type Refusal } from '@surefoot/shared/messages'
import { attributesOf, checkClock, linkTo, METRICS, withSpan } from '@surefoot/shared/runtime'
import { viewDesk, type Desk } from '../desk/desk.ts'
import { decideExecution, REQUEST_LIVES_MS, type Wish } from './decide-execution.ts'

/**
 * Take an opportunity if the desk may: decided and noted in one go, then the doorbell is rung. The same execution twice
 * is taken once. Refused as `decideExecution`; NOT_SERVING; CLOCK_SKEW; CLOCK_UNKNOWN; NOT_ENQUEUED, when it may be executed all the same.
 */
export async function takeOpportunity(
  desk: Desk,
  wish: Wish,
): Promise<{ readonly ok: true } | Refusal> {
  const { executions, ports, settings } = desk
  if (executions.isKnown(wish.executionId)) return ok({})
  if (!desk.isServing())
    return refuse('NOT_SERVING', 'This worker has given up the desk. Try again.')
  const nowMs = ports.clock.monotonicMs()
  const decision = decideExecution(viewDesk(desk), wish, nowMs, settings)
  if (!decision.ok) return decision
  const { executionId, opportunity } = wish
  const time = checkClock(ports.ledgerClock, 'the worker')
  if (!time.ok) return time
  // The execution service holds it against the same clock.
  const expiresAt = Math.round(time.ledgerMs) + REQUEST_LIVES_MS
  const request = { ...decision.request, expiresAt }
  executions.open({ executionId, matchId: opportunity.matchId }, nowMs)
  try {
    await withSpan('take', spanOf(desk, wish), () => ports.enqueue(request))
    METRICS.opportunities.add({ result: 'taken', reason: 'none' })
    return ok({})
  } catch (error) {
    ports.announce.log({
      level: 'error',
      code: 'NOT_ENQUEUED',
      message:
        `The request for execution ${executionId} may not have been stored: ${String(error)}`.slice(
          0,
          1000,
        ),
      deskId: settings.deskId,
      executionId,
    })
    return refuse(
      'NOT_ENQUEUED',
      'The queue did not confirm the request; it may be executed all the same. Look at History before you try again.',
    )
  }
}

/** In auto it goes on in the opportunity's trace; an operator's click has one of its own, linked to it. */
function spanOf({ opportunities, settings }: Desk, wish: Wish) {
  const { executionId, opportunity, isAuto } = wish
  const { opportunityId, matchId } = opportunity
  const { deskId } = settings
  return {
    attributes: attributesOf({ deskId, executionId, opportunityId, matchId }),
    links: isAuto ? [] : linkTo(opportunities.traceOf(opportunityId)),
  }
}
