import type { Opportunity } from '@surefoot/shared/messages'
import type { LiveOpportunity } from '../api/desk.ts'

type List = readonly LiveOpportunity[]

/** The list with an opportunity found or priced anew; best first. What declined it stays until it is declined anew. */
export function withOpportunity(list: List, found: Opportunity): LiveOpportunity[] {
  const before = list.find(({ opportunityId }) => opportunityId === found.opportunityId)
  return [
    ...without(list, found.opportunityId),
    { ...found, declined: before?.declined ?? null },
  ].toSorted((one, other) => other.profitBps - one.profitBps)
}

export function without(list: List, opportunityId: string): LiveOpportunity[] {
  return list.filter((opportunity) => opportunity.opportunityId !== opportunityId)
}

export function withDecline(
  list: List,
  { opportunityId, code, message }: { opportunityId: string; code: string; message: string },
): LiveOpportunity[] {
  return list.map((opportunity) =>
    opportunity.opportunityId === opportunityId
      ? { ...opportunity, declined: { code, message } }
      : opportunity,
  )
}
