/** What the worker does with an opportunity without an operator: it keeps it, and in auto takes it if it may. */
import { ACCOUNTS, type Opportunity } from '@surefoot/shared/messages'
import { inTrace, METRICS, presentTrace } from '@surefoot/shared/runtime'
import type { Desk } from '../desk/desk.ts'
import type { Derived } from '../prices/hold-claim.ts'
import { boundOpportunity } from './bound-opportunity.ts'
import { deriveOpportunity } from './derive-opportunity.ts'
import { takeOpportunity } from './take-opportunity.ts'
import { setImmediate } from 'node:timers/promises'

/** Older than any price that is taken: a scanner of an older version stamps an instant of its own clock only. */
const UNKNOWN_AGE_MS = 3_600_000

/** The scanner found an opportunity, or priced it again. */
export async function onOpportunity(desk: Desk, opportunity: Opportunity): Promise<void> {
  const { clock } = desk.ports
  const nowMs = clock.monotonicMs()
  const aged = { A: ageOf(opportunity.legs.A), B: ageOf(opportunity.legs.B) }
  for (const account of ACCOUNTS) METRICS.quoteAge.record({ account }, aged[account] / 1000)
  const { A, B } = opportunity.legs
  // From here on its prices age by this process's clock.
  const kept = {
    ...opportunity,
    legs: { A: { ...A, receivedAt: nowMs - aged.A }, B: { ...B, receivedAt: nowMs - aged.B } },
  }
  desk.opportunities.keep(kept, nowMs)
  await takeInAuto(desk, kept)
}

/** The quotes that it was found in may still wait in this process: they are read before it is refused for them. */
async function deriveInOrder(desk: Desk, opportunity: Opportunity): Promise<Derived> {
  const derived = deriveOpportunity(desk, opportunity)
  const isAhead =
    !derived.ok && (derived.code === 'PRICE_UNKNOWN' || derived.code === 'ODDS_ABOVE_RECEIVED')
  if (!isAhead) return derived
  await setImmediate()
  return deriveOpportunity(desk, opportunity)
}

/** Try all that is known again, best first: what kept an opportunity from being taken may have passed. */
export async function tryAgain(desk: Desk): Promise<void> {
  const { opportunities, ports } = desk
  for (const opportunity of opportunities.all(ports.clock.monotonicMs())) {
    const trace = opportunities.traceOf(opportunity.opportunityId) ?? presentTrace()
    await inTrace(trace, () => takeInAuto(desk, opportunity))
  }
}

/** In auto the worker itself takes what its own quotes make of an opportunity, and announces why it does not take another. */
async function takeInAuto(desk: Desk, opportunity: Opportunity): Promise<void> {
  if (desk.control.read().mode !== 'auto') return
  const { opportunities, ports, settings } = desk
  const derived = await deriveInOrder(desk, opportunity)
  const bounded = derived.ok ? await boundOpportunity(desk, derived.opportunity) : derived
  const taken = bounded.ok
    ? await takeOpportunity(desk, {
        executionId: ports.newId(),
        opportunity: bounded.opportunity,
        requestedBy: 'auto',
        isAuto: true,
      })
    : bounded
  const { opportunityId } = opportunity
  if (taken.ok || !opportunities.isNews(opportunityId, taken, ports.clock.monotonicMs())) return
  const { code, message } = taken
  METRICS.opportunities.add({ result: 'declined', reason: code })
  ports.announce.opportunityDeclined({ deskId: settings.deskId, opportunityId, code, message })
}

/** Whole milliseconds, as old as the scanner found it. */
function ageOf({ ageMs = UNKNOWN_AGE_MS }: Opportunity['legs']['A']): number {
  return Math.ceil(ageMs)
}
