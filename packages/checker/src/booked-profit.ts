import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { attributeBets } from './attribute-bets.ts'
import type { BookedBet } from './evidence.ts'
import type { EndRule, LinkRule } from './rule.ts'

/** I17: what is booked of an execution is what the books paid for its bets, less what they took. */
export const checkBookedProfit: EndRule = (evidence, end) => {
  const ofExecutions = Map.groupBy(attributeBets(evidence, end), ({ leg }) => leg?.executionId)
  return evidence.records.flatMap(({ execution }) => {
    const bets = (ofExecutions.get(execution.id) ?? []).map(({ bet }) => bet)
    const isTold = bets.every(({ returned }) => returned !== undefined)
    if (execution.profit === null || bets.length === 0 || !isTold) return []
    const paid = paidMinor(bets)
    if (paid === toMinor(execution.profit)) return []
    const books = paid === null ? 'a bet that is still open' : `a profit of ${fromMinor(paid)}`
    const details = `${execution.profit} is booked, and the books have ${books}`
    return [{ invariant: 'I17', subject: execution.id, details }]
  })
}

/** Null while a bet is open. */
function paidMinor(bets: readonly BookedBet[]): number | null {
  let sum = 0
  for (const { stake, returned } of bets) {
    if (returned == null) return null
    sum += toMinor(returned) - toMinor(stake)
  }
  return sum
}

/** I17: a corrected settlement names the one that it corrects. */
export const checkCorrections: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'settlement.corrected') return []
  const { legId, corrects } = fact.details
  const settledAs = before.legs.get(legId)?.settledAs ?? null
  if (settledAs === corrects.result) return []
  const details = `Link ${fact.sequence} corrects ${corrects.result}, and it was ${settledAs ?? 'not settled'}`
  return [{ invariant: 'I17', subject: legId, details }]
}
