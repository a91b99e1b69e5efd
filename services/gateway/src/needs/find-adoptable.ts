import { findExposed } from '@surefoot/execution-rules'
import {
  bet,
  type Bet,
  type ExecutionRecord,
  type Leg,
  type StatementRow,
} from '@surefoot/shared/messages'
import type { AdoptableBet } from './choice-view.ts'

/**
 * The bets of the latest statements that an operator may adopt for an execution: for a leg that was left to them those on
 * its selection that are newer than its submit, for what is exposed those that cover it. The ledger decides when one is.
 */
export function findAdoptable(
  record: ExecutionRecord,
  statements: readonly StatementRow[],
): AdoptableBet[] {
  return [
    ...record.legs
      .filter(({ state }) => state === 'ESCALATED')
      .flatMap((leg) => statements.flatMap((statement) => betsOfLeg(leg, statement))),
    ...statements.flatMap((statement) => coveringBets(record, statement)),
  ]
}

function betsOfLeg(
  { legId, account, selectionId, listedBefore }: Leg,
  statement: StatementRow,
): AdoptableBet[] {
  if (statement.account !== account) return []
  const older = new Set([...(listedBefore?.open ?? []), ...(listedBefore?.onSelection ?? [])])
  return (statement.undecided ?? [])
    .filter((listed) => listed.selectionId === selectionId && !older.has(listed.betReference))
    .map((listed) => ({ account, legId, bet: listed, readAt: statement.readAt }))
}

function coveringBets(
  record: ExecutionRecord,
  { account, external, unplaced = [], readAt }: StatementRow,
): AdoptableBet[] {
  const sides = findExposed(record)?.sides ?? []
  const covering = new Set(
    sides.filter((side) => side.account === account).map(({ selectionId }) => selectionId),
  )
  return [...external, ...unplaced]
    .filter((listed) => covering.has(listed.selectionId) && isOpen(listed))
    .map((listed) => ({ account, legId: null, bet: bet.parse(listed), readAt }))
}

function isOpen({ status }: Bet): boolean {
  return status === 'open' || status === 'pending'
}
