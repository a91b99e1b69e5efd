import {
  ok,
  type ledgerStatement,
  type ledgerStatements,
  type Refusal,
  type Reply,
  type StatementRow,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { lockAccount, lockDesk, lockExecutions } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { ensureDesk } from '../desk/ensure-desk.ts'
import { escalateExposed } from '../execution/escalate-exposed.ts'
import type { Ledger } from '../ports.ts'
import { bookProfit } from './book-profit.ts'
import { compareStatement, type Comparison } from './compare-statement.ts'
import { findKnown, isLatest, keepUnplacedBets } from './keep-unplaced.ts'
import { BY_STATEMENT, settleLeg } from './settle-leg.ts'
import { findStatedLegs, type StatedLeg } from './stated-leg.ts'
import { addPart, keepProgress, readProgress } from './statement-parts.ts'
import { findStatements, keepStatement, statementSoFar, type Findings } from './statement-rows.ts'
import { tellFindings } from './tell-findings.ts'
import { findUnwatched } from './find-unwatched.ts'

type Ask = z.output<typeof ledgerStatement.body>

/**
 * Holds an account's bets against the ledger: settles what has ended, keeps and reports what differs. Few are settled in one
 * commit, because the permits of the desk wait for it; cut short, the next statement goes on.
 */
export async function onStatement(
  ledger: Ledger,
  ask: Ask,
): Promise<Reply<typeof ledgerStatement.reply>> {
  await ensureDesk(ledger.database, ask.deskId)
  const settled = new Set<string>()
  for (;;) {
    const step = await transact(ledger.database, (tx) => holdAgainst(tx, ledger, ask))
    if (!step.ok) return step
    for (const change of step.halted) announceControl(ledger, change)
    const isFurther = step.settled.some((legId) => !settled.has(legId))
    for (const legId of step.settled) settled.add(legId)
    if (step.statement !== null) return ok({ settled: [...settled], statement: step.statement })
    if (!isFurther)
      throw new Error(`A statement of account ${ask.account} settles nothing further.`)
  }
}

/** Executions whose bets are settled in one commit: each takes a few milliseconds. */
const SETTLED_AT_ONCE = 4

type Step =
  | {
      readonly ok: true
      readonly settled: readonly string[]
      readonly halted: readonly ControlChange[]
      /** Null: there is more to settle first. */
      readonly statement: StatementRow | null
    }
  | Refusal

async function holdAgainst(tx: Transaction, ledger: Ledger, ask: Ask): Promise<Step> {
  const { deskId, account, bets, providerId } = ask
  await lockDesk(tx, deskId)
  await lockAccount(tx, deskId, account)
  // The desk is locked: nobody accepts, settles or closes meanwhile.
  const progress = await readProgress(tx, ask)
  if (!progress.ok) return progress
  const { before: earlier, isLast } = progress
  const before = (await findStatements(tx, deskId)).find((row) => row.account === account)
  const elsewhere = isLast ? new Set(earlier.listed) : null
  const known = { ...(await findKnown(tx, ask, before)), elsewhere }
  const legs = await findStatedLegs(tx, { deskId, account, bets, providerId })
  const comparison = compareStatement(legs, ask, known)
  const { first, isAll } = firstExecutions(comparison.settle)
  const halted = await settleAll(tx, ledger, first)
  const settled = first.map(({ legId }) => legId)
  if (!isAll) return { ok: true, settled, halted, statement: null }
  halted.push(...(await keepUnplacedBets(tx, ask, { found: comparison.unplaced, known })))
  const sum = progress.isRepeated ? earlier : addPart(earlier, comparison, listedOf(legs, bets))
  if (!progress.isRepeated) await keepProgress(tx, ask, sum)
  const statement = isLast
    ? await keepIfLatest(tx, ask, { findings: sum, before })
    : statementSoFar(ask, sum)
  return { ok: true, settled, halted, statement }
}

function firstExecutions(settle: Comparison['settle']) {
  const ids = new Set(settle.map(({ executionId }) => executionId).slice(0, SETTLED_AT_ONCE))
  const first = settle.filter(({ executionId }) => ids.has(executionId))
  return { first, isAll: first.length === settle.length }
}

/** References of unsettled bets of the account that are in the list. */
function listedOf(legs: readonly StatedLeg[], bets: Ask['bets']): string[] {
  const listed = new Set(bets.map(({ betReference }) => betReference))
  return legs.flatMap(({ betReference, settlement }) =>
    betReference !== null && settlement === null && listed.has(betReference) ? [betReference] : [],
  )
}

async function settleAll(
  tx: Transaction,
  ledger: Ledger,
  settle: Comparison['settle'],
): Promise<ControlChange[]> {
  const executionIds = [...new Set(settle.map(({ executionId }) => executionId))]
  await lockExecutions(tx, executionIds)
  for (const { legId, result, returned, corrects } of settle)
    await settleLeg(tx, legId, { result, returned, corrects, by: BY_STATEMENT })
  const halted: ControlChange[] = []
  for (const id of executionIds) {
    const changes = [await escalateExposed(tx, id), await bookProfit(tx, ledger, id)]
    halted.push(...changes.filter((change) => change !== undefined))
  }
  return halted
}

/** The kept statement: this one, unless a later one was kept before it. */
async function keepIfLatest(
  tx: Transaction,
  ask: Ask,
  { findings, before }: { findings: Findings; before: StatementRow | undefined },
): Promise<StatementRow> {
  if (before !== undefined && !isLatest(before, ask.readAt)) return before
  const statement = await keepStatement(tx, ask, findings)
  await tellFindings(tx, statement, before)
  return statement
}

/** The latest statement of each account of a desk. */
export async function onStatements(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerStatements.body>,
): Promise<Reply<typeof ledgerStatements.reply>> {
  const [statements, unwatched] = await Promise.all([
    findStatements(database, deskId),
    findUnwatched(database, deskId),
  ])
  return ok({ statements, unwatched })
}
