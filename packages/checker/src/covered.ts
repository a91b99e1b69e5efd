import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRecord, HedgeStep } from '@surefoot/shared/messages'
import { attributeBets } from './attribute-bets.ts'
import type { BookedBet } from './evidence.ts'
import { branchesOf, outcomeOf, toleranceOf, worstOf } from './payoff.ts'
import type { ReplayedLeg } from './replay.ts'
import type { EndRule } from './rule.ts'

interface LegsBet {
  readonly bet: BookedBet
  readonly leg: ReplayedLeg
}

/** Steps after which a person owns what is exposed, until a further hedge is planned. */
const OWNED: ReadonlySet<string> = new Set<HedgeStep>(['held', 'escalated'])

/**
 * I16: when all is quiet the bets of each completed execution that the books have in force lose no more than one step at
 * worst; or they were hedged, and lose no more than the hedge counted on; or a person owns them.
 */
export const checkCovered: EndRule = (evidence, end) => {
  if (!evidence.isQuiet) return []
  const ofExecutions = Map.groupBy(
    attributeBets(evidence, end).flatMap(({ bet, leg, isClaimed }) =>
      leg === undefined || !isClaimed ? [] : [{ bet, leg }],
    ),
    ({ leg }) => leg.executionId,
  )
  return evidence.records.flatMap((record) => {
    const { closedAt, id } = record.execution
    if (closedAt === null || isOwned(record) || isOnPaper(record)) return []
    const inForce = (ofExecutions.get(id) ?? []).filter(isInForce)
    if (inForce.length === 0 || wasOver(record, inForce)) return []
    const worst = worstOf(
      inForce.map(({ bet, leg }) => ({
        outcome: outcomeOf(record, leg),
        stakeMinor: toMinor(bet.stake),
        odds: bet.odds,
      })),
      branchesOf(record),
    )
    if (worst >= leastAllowed(record)) return []
    const details = `Its bets lose ${fromMinor(-worst)} at worst, and nobody owns them`
    return [{ invariant: 'I16', subject: id, details }]
  })
}

function isOwned({ legs, hedgeEvents }: ExecutionRecord): boolean {
  return (
    legs.some(({ state }) => state === 'ESCALATED') ||
    sinceLastPlan(hedgeEvents).some(({ step }) => OWNED.has(step))
  )
}

function sinceLastPlan(events: ExecutionRecord['hedgeEvents']): ExecutionRecord['hedgeEvents'] {
  return events.slice(events.findLastIndex(({ step }) => step === 'planned') + 1)
}

/** On paper there are no books. */
function isOnPaper({ legs }: ExecutionRecord): boolean {
  return legs.some(({ receipt }) => receipt?.paper === true)
}

function isInForce({ bet }: LegsBet): boolean {
  return bet.status !== 'void' && bet.status !== 'cashed_out'
}

/** Whether the match was decided before the last time that somebody had to look: nothing could be covered any more. */
function wasOver({ execution, legs }: ExecutionRecord, inForce: readonly LegsBet[]): boolean {
  const settled = legs.flatMap(({ legId, settlement }) =>
    settlement === null ? [] : [{ legId, ...settlement }],
  )
  const isDecided = ({ result }: { readonly result: string }): boolean =>
    result === 'won' || result === 'lost'
  const changes = settled.filter((one) => !isDecided(one)).map(({ at }) => Date.parse(at))
  const lastChange = Math.max(Date.parse(execution.closedAt ?? ''), ...changes)
  return settled.some(
    (one) =>
      isDecided(one) &&
      Date.parse(one.at) <= lastChange &&
      inForce.some(({ leg }) => leg.legId === one.legId),
  )
}

/** The worst case that a finished hedge counted on, or one step. */
function leastAllowed(record: ExecutionRecord): number {
  const step = toleranceOf(record)
  const covered = record.hedgeEvents.findLast((event) => event.step === 'covered')
  const worstCase = covered?.details['worstCase']
  const counted = typeof worstCase === 'string' ? toMinor(worstCase) : 0
  return Math.min(counted, 0) - step
}
