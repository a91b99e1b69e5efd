import { isFinal } from '@surefoot/arbitrage'
import { siblingOf } from './replay.ts'
import type { LinkRule } from './rule.ts'

/** I6: a hedge is armed only while exactly one of A and B is accepted and the other can no longer be. */
export const checkHedges: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'leg.armed') return []
  const leg = before.legs.get(fact.details.permit.legId)
  if (leg?.role !== 'H') return []
  const [A, B] = (['A', 'B'] as const).map((role) => siblingOf(before, leg, role)?.state)
  const accepted = [A, B].filter((state) => state === 'ACCEPTED')
  const isSettled = A !== undefined && B !== undefined && isFinal(A) && isFinal(B)
  if (accepted.length === 1 && isSettled) return []
  const details = `It was armed while A was ${A ?? 'not planned'} and B ${B ?? 'not planned'}`
  return [{ invariant: 'I6', subject: leg.legId, details }]
}
