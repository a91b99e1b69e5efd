import type { LinkRule } from './rule.ts'

/** I8: nothing is armed after HALT_ALL, and after HALT_NEW only what finishes or hedges an execution. */
export const checkHalts: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'leg.armed') return []
  const leg = before.legs.get(fact.details.permit.legId)
  if (leg === undefined) return []
  // A desk that nobody has controlled yet is halted.
  const trading = before.trading.get(leg.deskId) ?? 'HALT_NEW'
  if (trading === 'RUN' || (trading === 'HALT_NEW' && leg.role !== 'A')) return []
  return [{ invariant: 'I8', subject: leg.legId, details: `It was armed under ${trading}` }]
}
