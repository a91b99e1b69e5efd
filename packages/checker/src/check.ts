import { checkChain } from './audit-chain.ts'
import { checkArmedWithinCaps } from './caps.ts'
import { checkBookedProfit, checkCorrections } from './booked-profit.ts'
import { checkCovered } from './covered.ts'
import { checkDoubleBets } from './double-bets.ts'
import type { Evidence, Violation } from './evidence.ts'
import { checkEpochs } from './epochs.ts'
import { checkExternalBets } from './external-bets.ts'
import { checkHalts } from './halts.ts'
import { checkHedges, checkNextHedges } from './hedges.ts'
import { checkLoneLegs, checkSecondLegs } from './lone-legs.ts'
import { checkLostBets } from './lost-bets.ts'
import { checkEndStates, checkMoves } from './moves.ts'
import { checkOnce } from './once.ts'
import { checkPhantoms } from './phantoms.ts'
import { checkQuiet } from './quiet.ts'
import { checkQuota } from './quota.ts'
import { readLinks } from './read-links.ts'
import { replayChain, type Replay } from './replay.ts'
import type { EndRule, LinkRule } from './rule.ts'
import { checkUnarmedBets } from './unarmed-bets.ts'

const LINK_RULES: readonly LinkRule[] = [
  checkSecondLegs,
  checkHedges,
  checkNextHedges,
  checkArmedWithinCaps,
  checkHalts,
  checkEpochs,
  checkMoves,
  checkOnce,
  checkCorrections,
]

const END_RULES: readonly EndRule[] = [
  checkDoubleBets,
  checkUnarmedBets,
  checkLostBets,
  checkPhantoms,
  checkLoneLegs,
  checkEndStates,
  checkQuiet,
  checkQuota,
  checkCovered,
  checkBookedProfit,
  checkExternalBets,
]

/**
 * What of I1–I18 (docs/safety.md) a run has broken; empty: nothing. I13 has no separate rule: it is the others, in a run
 * in which Redis or NATS was erased.
 */
export function check(evidence: Evidence): Violation[] {
  const reading = readLinks(evidence.links)
  const violations = checkChain(evidence, reading)
  const moments = replayChain(reading.facts)
  let moment = moments.next()
  while (!moment.done) {
    const present = moment.value
    violations.push(...LINK_RULES.flatMap((rule) => rule(present, evidence)))
    moment = moments.next()
  }
  const end: Replay = moment.value
  return [...violations, ...END_RULES.flatMap((rule) => rule(evidence, end))]
}
