import { isFinal } from '@surefoot/arbitrage'
import type { ExecutionRecord, HedgeStep } from '@surefoot/shared/messages'
import { siblingOf } from './replay.ts'
import type { EndRule, LinkRule } from './rule.ts'

/** Steps after which a lone leg is covered, or a person's. */
const ENDS: ReadonlySet<string> = new Set<HedgeStep>(['covered', 'held', 'escalated'])

/** I5: B is armed only after the chain says that A was accepted, and not once A's bet has ended. */
export const checkSecondLegs: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'leg.armed') return []
  const leg = before.legs.get(fact.details.permit.legId)
  if (leg?.role !== 'B') return []
  const first = siblingOf(before, leg, 'A')
  if (first?.state === 'ACCEPTED' && first.settledAs === null) return []
  const details = `It was armed while A was ${first?.settledAs ?? first?.state ?? 'not planned'}`
  return [{ invariant: 'I5', subject: leg.legId, details }]
}

/** I5: when all is quiet a lone leg is covered, cashed out, held or in a person's hands. */
export const checkLoneLegs: EndRule = ({ records, isQuiet }) => {
  if (!isQuiet) return []
  return records.filter(isNaked).map((record) => ({
    invariant: 'I5',
    subject: record.execution.id,
    details: `It has one accepted leg, and its hedge has come to: ${
      record.hedgeEvents.map(({ step }) => step).join(', ') || 'nothing'
    }`,
  }))
}

function isNaked({ legs, hedgeEvents }: ExecutionRecord): boolean {
  const sides = legs.filter(({ role }) => role !== 'H')
  const [lone, ...others] = sides.filter(({ state }) => state === 'ACCEPTED')
  // A leg that may still change is not I5's: it is open (I14), or a person's already.
  if (lone === undefined || others.length > 0 || !sides.every(({ state }) => isFinal(state))) {
    return false
  }
  // A hedge of which nobody knows whether it was placed is a person's, and its lone leg with it.
  const isDealtWith = legs.some(
    ({ role, state }) => role === 'H' && (state === 'ACCEPTED' || state === 'ESCALATED'),
  )
  // Voided, given back, or decided with its match: whether it was covered in time is I16's.
  const isOver = lone.settlement !== null
  return !isDealtWith && !isOver && !hedgeEvents.some(({ step }) => ENDS.has(step))
}
