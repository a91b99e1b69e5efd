import { compareStatement, decideSettle, uncountedStake, writeUnplaced } from '@surefoot/audit'
import {
  ACCOUNTS,
  ok,
  refuse,
  type LegState,
  type ledgerDue,
  type ledgerSettle,
  type ledgerStatement,
  type Reply,
  type Settlement,
  type SettlementResult,
  type StatementRow,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { findUnplaced, keepUnplacedBets } from './keep-unplaced.ts'
import { appendLink } from './links.ts'
import { escalateExposed } from './escalate-exposed.ts'
import { bookProfit } from './on-close.ts'
import { plainMoney } from './records.ts'
import { instant, legsOfAccount, type LedgerLeg, type LedgerModel } from './state.ts'

type Ask = z.output<typeof ledgerStatement.body>

/** A leg in one of these may have a bet. */
const MAY_BE_BET: ReadonlySet<LegState> = new Set([
  'ARMED',
  'PENDING',
  'UNKNOWN',
  'ESCALATED',
  'ACCEPTED',
])

export function onStatement(ledger: LedgerModel, ask: Ask): Reply<typeof ledgerStatement.reply> {
  const before = ledger.state.statements.get(`${ask.deskId} ${ask.account}`)
  const known = {
    isLatest: before === undefined || Date.parse(before.readAt) <= Date.parse(ask.readAt),
    unplaced: findUnplaced(ledger, ask),
    external: new Set(before?.external.map(({ betReference }) => betReference)),
    elsewhere: new Set<string>(),
  }
  const comparison = compareStatement(findStatedLegs(ledger, ask), ask, known)
  for (const { legId, result, returned, corrects } of comparison.settle)
    settleLeg(ledger, legId, { result, returned, by: 'statement' }, corrects)
  const executionIds = new Set(comparison.settle.map(({ executionId }) => executionId))
  for (const executionId of executionIds) {
    escalateExposed(ledger, executionId)
    bookProfit(ledger, executionId)
  }
  keepUnplacedBets(ledger, ask, { found: comparison.unplaced, known })
  const settled = comparison.settle.map(({ legId }) => legId)
  return ok({ settled, statement: keepIfLatest(ledger, ask, comparison) })
}

type Comparison = ReturnType<typeof compareStatement>

function findStatedLegs(
  ledger: LedgerModel,
  { deskId, account, bets }: Ask,
): Parameters<typeof compareStatement>[0] {
  const listed = new Set(bets.map(({ betReference }) => betReference))
  const selections = new Set(bets.map(({ selectionId }) => selectionId))
  return legsOfAccount(ledger, deskId, account)
    .filter(({ leg, betReference }) => {
      const isListed = betReference !== null && listed.has(betReference)
      const isOpen = leg.settlement === null && MAY_BE_BET.has(leg.state)
      const wasArmed = leg.armedAt !== null && selections.has(leg.selectionId)
      return leg.venue === 'live' && (isListed || isOpen || wasArmed)
    })
    .toSorted((one, other) => one.leg.legId.localeCompare(other.leg.legId))
    .map(toStated)
}

function toStated({ leg, betReference, acceptedStake }: LedgerLeg) {
  const acceptedOdds = leg.receipt?.odds ?? null
  const armedAtMs = leg.armedAt === null ? null : Date.parse(leg.armedAt)
  const changedAt = Date.parse(leg.changedAt)
  // No match of the simulation has a quarter line.
  const mayBeHalved = false
  return { ...leg, betReference, acceptedStake, acceptedOdds, mayBeHalved, armedAtMs, changedAt }
}

function keepIfLatest(ledger: LedgerModel, ask: Ask, comparison: Comparison): StatementRow {
  const { deskId, account, balance, readAt } = ask
  const key = `${deskId} ${account}`
  const before = ledger.state.statements.get(key)
  if (before !== undefined && Date.parse(before.readAt) > Date.parse(readAt)) return before
  const { external, unplaced, undecided, differences } = comparison
  const statement = {
    deskId,
    account,
    balance: plainMoney(balance),
    readAt,
    external: [...external],
    externalStake: uncountedStake(comparison),
    unplaced: unplaced.map(writeUnplaced),
    undecided: [...undecided],
    differences: [...differences],
  }
  ledger.state.statements.set(key, statement)
  linkFindings(ledger, statement, before)
  return statement
}

/** What a statement shows that the one before it did not. */
function linkFindings(
  ledger: LedgerModel,
  { deskId, account, readAt, ...found }: StatementRow,
  before: StatementRow | undefined,
): void {
  const external = found.external.filter(
    ({ betReference }) => !before?.external.some((known) => known.betReference === betReference),
  )
  const differences = found.differences.filter(
    ({ legId, kind }) =>
      !before?.differences.some((known) => known.legId === legId && known.kind === kind),
  )
  if (external.length + differences.length === 0) return
  const details = { deskId, account, readAt, external, differences }
  appendLink(ledger, { kind: 'statement.differs', executionId: null, details })
}

interface Ending {
  readonly result: SettlementResult
  readonly returned: string
  readonly by: string
  readonly reason?: string | undefined
}

function settleLeg(
  ledger: LedgerModel,
  legId: string,
  { reason, ...ending }: Ending,
  corrects: Partial<Settlement> | null,
): LedgerLeg | undefined {
  const target = ledger.state.legs.get(legId)
  if (target === undefined) return undefined
  const returned = plainMoney(ending.returned)
  const settlement = { ...ending, returned, at: instant(ledger.nowMs()) }
  // Settling is no move: the leg is in its state since it was accepted.
  const settled = { ...target, leg: { ...target.leg, settlement } }
  ledger.state.legs.set(legId, settled)
  const { executionId } = target.leg
  const details = { legId, ...ending, ...(reason === undefined ? {} : { reason }) }
  const link =
    corrects === null
      ? { kind: 'leg.settled', details }
      : { kind: 'settlement.corrected', details: { ...details, corrects } }
  appendLink(ledger, { ...link, executionId })
  return settled
}

export function onSettle(
  ledger: LedgerModel,
  ask: z.output<typeof ledgerSettle.body>,
): Reply<typeof ledgerSettle.reply> {
  const { legId, result, returned, by, reason } = ask
  const target = ledger.state.legs.get(legId)
  if (target === undefined) return refuse('NOT_FOUND', `There is no leg ${legId}.`)
  const decision = decideSettle(target.leg, ask)
  if (decision === 'stay') return ok({ changed: false, leg: target.leg })
  if (typeof decision === 'object') return decision
  const corrects = decision === 'correct' ? target.leg.settlement : null
  const settled = settleLeg(ledger, legId, { result, returned, by, reason }, corrects) ?? target
  escalateExposed(ledger, settled.leg.executionId)
  bookProfit(ledger, settled.leg.executionId)
  return ok({ changed: true, leg: settled.leg })
}

/** The accounts that have a bet which is not settled. The simulation has no worker that says which accounts run. */
export function onDue(ledger: LedgerModel): Reply<typeof ledgerDue.reply> {
  const accounts = [...ledger.state.desks.keys()].toSorted().flatMap((deskId) =>
    ACCOUNTS.flatMap((account) => {
      const unsettled = legsOfAccount(ledger, deskId, account).filter(
        ({ leg }) => leg.venue === 'live' && leg.state === 'ACCEPTED' && leg.settlement === null,
      ).length
      const readAt = ledger.state.statements.get(`${deskId} ${account}`)?.readAt ?? null
      return unsettled === 0 ? [] : [{ deskId, account, unsettled, readAt }]
    }),
  )
  return ok({ accounts })
}
