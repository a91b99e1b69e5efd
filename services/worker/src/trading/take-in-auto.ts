import { inTrace, METRICS, presentTrace, type Opportunity } from '@surefoot/shared'
import type { Desk } from '../desk/desk.ts'
import { takeOpportunity } from './take-opportunity.ts'

/** In auto the worker itself takes an opportunity that it may take, and tells why it does not take another. */
export async function takeInAuto(desk: Desk, opportunity: Opportunity): Promise<void> {
  if (desk.control.read().mode !== 'auto') return
  const { opportunities, ports, settings } = desk
  const taken = await takeOpportunity(desk, {
    executionId: ports.newId(),
    opportunity,
    requestedBy: 'auto',
    isAuto: true,
  })
  const { opportunityId } = opportunity
  if (taken.ok || !opportunities.isNews(opportunityId, taken, ports.clock.monotonicMs())) return
  const { code, message } = taken
  METRICS.opportunities.add({ result: 'declined', reason: code })
  ports.announce.opportunityDeclined({ deskId: settings.deskId, opportunityId, code, message })
}

/** Look again at all that is known, best first: what kept an opportunity from being taken may have passed. */
export async function lookAgain(desk: Desk): Promise<void> {
  const { opportunities, ports } = desk
  for (const opportunity of opportunities.all(ports.clock.monotonicMs())) {
    const trace = opportunities.traceOf(opportunity.opportunityId) ?? presentTrace()
    await inTrace(trace, () => takeInAuto(desk, opportunity))
  }
}
