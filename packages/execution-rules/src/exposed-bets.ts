/**
 * Owns what is exposed of an execution and where it could be covered: for the hedge that is placed by itself, and for the
 * choices that an operator is shown.
 */
import type { BackKind, OpenBets } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type ExecutionRecord,
  type Leg,
  type LegPlan,
  type Outcome,
} from '@surefoot/shared/messages'
import { nextHedgeLegId, triedOn } from './hedge-legs.ts'
import { branchesOf, takenOf, worstOf } from './payoff.ts'
import { betsInForce, isDecided, isPairFinal, payoffInForce } from './position.ts'

/** Where the branch that loses most may be backed. */
export interface Side extends Pick<
  LegPlan,
  'account' | 'providerId' | 'contractVersion' | 'eventId' | 'selectionId'
> {
  readonly kind: BackKind
  readonly outcome: Outcome
  /** The hedge leg that was on it already: it is not placed again without a person. */
  readonly tried: Leg | undefined
}

/** The bets of an execution that are in force, and where what they lose at worst may be covered. */
export interface ExposedBets {
  /** The largest bet that loses in the worst branch. */
  readonly leg: Leg
  /** Those beside it: what was taken of its partner, and of hedges. */
  readonly bets: OpenBets
  readonly sides: readonly Side[]
  /** The id of the next hedge leg; null if there were as many as there may be. */
  readonly nextLegId: string | null
}

/**
 * What is left of an execution whose pair can no longer change; undefined if it may still, if no bet is in force, or if the
 * match is over.
 */
export function findExposed(record: ExecutionRecord): ExposedBets | undefined {
  if (!isPairFinal(record) || isDecided(record)) return undefined
  const { branch } = worstOf(payoffInForce(record))
  const bets = betsInForce(record)
    .map((leg) => ({ leg, taken: takenOf(record, leg) }))
    .toSorted(
      (one, other) =>
        Number(one.taken.outcome === branch) - Number(other.taken.outcome === branch) ||
        other.taken.stakeMinor - one.taken.stakeMinor,
    )
  const [lone, ...others] = bets
  if (lone === undefined) return undefined
  return {
    leg: lone.leg,
    bets: {
      outcomes: branchesOf(record),
      lone: lone.taken,
      others: others.map(({ taken }) => taken),
    },
    sides: ACCOUNTS.flatMap((account) => sideAt(record, account, { branch, lone: lone.leg }))
      // What completes the execution as it was meant comes first.
      .toSorted((one, other) => RANKS[one.kind] - RANKS[other.kind]),
    nextLegId: nextHedgeLegId(record.execution.id, record),
  }
}

const RANKS: Readonly<Record<BackKind, number>> = { other_side: 0, opposite: 1 }

interface Against {
  readonly branch: Outcome
  readonly lone: Leg
}

/** How an account can back the branch: by the selection of its own leg, or by the opposite of it; none if by neither. */
function sideAt(record: ExecutionRecord, account: Account, { branch, lone }: Against): Side[] {
  const { opportunity, legs } = record
  const own = opportunity.legs[account]
  const selection = own.outcome === branch ? own : own.opposite
  const leg = legs.find(({ role }) => role === account)
  if (selection === null || leg === undefined || selection.outcome !== branch) return []
  const { providerId, contractVersion, eventId } = leg
  const { selectionId, outcome } = selection
  const kind = account === lone.account ? 'opposite' : 'other_side'
  const tried = triedOn(record, { account, selectionId })
  return [{ kind, account, providerId, contractVersion, eventId, selectionId, outcome, tried }]
}
