import { fromMinor, isFinal, toMinor, worstCaseProfit, type StakedBet } from '@surefoot/arbitrage'
import type { ExecutionRecord, Leg, LegState } from '@surefoot/shared'

type Bets = Pick<ExecutionRecord, 'execution' | 'legs'>

const DOUBTFUL: ReadonlySet<LegState> = new Set<LegState>(['UNKNOWN', 'ESCALATED'])

/**
 * What an execution loses at worst because its bets do not, or may not, cover each other, in minor units. Nothing while its
 * legs are being placed, once its hedge has covered them, and once its match is over. Of a leg of which nobody knows
 * whether it was placed the worse is supposed.
 */
export function unhedgedMinor(record: Bets): number {
  const { execution, legs } = record
  const isOver = legs.some(({ settlement }) => /won|lost/.test(settlement?.result ?? ''))
  if (isOver || isBeingPlaced(legs) || execution.hedge === 'covered') return 0
  const held = legs.filter(({ state, settlement }) => state === 'ACCEPTED' && settlement === null)
  // One leg at most: B and H are placed when what became of the leg before them is known.
  const placed = [...held, ...legs.filter(({ state }) => DOUBTFUL.has(state))]
  return Math.max(0, lossMinor(record, held), lossMinor(record, placed))
}

/** The same of all of them together, as money. */
export function sumUnhedged(records: readonly ExecutionRecord[]): string {
  return fromMinor(records.reduce((sum, record) => sum + unhedgedMinor(record), 0))
}

/** A or B is on its way and nobody has reason to doubt it. */
function isBeingPlaced(legs: readonly Leg[]): boolean {
  const isOnItsWay = legs.some(
    ({ role, state }) => role !== 'H' && !isFinal(state) && !DOUBTFUL.has(state),
  )
  return isOnItsWay && !legs.some(({ state }) => DOUBTFUL.has(state))
}

function lossMinor(record: Bets, placed: readonly Leg[]): number {
  const { outcomeA, outcomeB } = record.execution
  const bets = placed.map((leg) => betOf(record, leg))
  return -worstCaseProfit(bets, [outcomeA, outcomeB])
}

/** A hedge backs what the leg that failed would have backed. Without a receipt a bet is no better than it had to be. */
function betOf(
  { execution: { outcomeA, outcomeB }, legs }: Bets,
  { role, receipt, stake, leastOdds }: Leg,
): StakedBet {
  const isAgainstA = legs.some((leg) => leg.role === 'A' && leg.state === 'ACCEPTED')
  const hedged = isAgainstA ? outcomeB : outcomeA
  return {
    outcome: { A: outcomeA, B: outcomeB, H: hedged }[role],
    stakeMinor: toMinor(receipt?.stake ?? stake),
    odds: receipt?.odds ?? leastOdds,
  }
}
