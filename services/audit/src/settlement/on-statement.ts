import {
  ok,
  type ledgerStatement,
  type ledgerStatements,
  type Reply,
  type StatementRow,
} from '@surefoot/shared'
import type { z } from 'zod'
import { lockAccount, lockDesk, lockExecutions } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { ensureDesk } from '../desk/ensure-desk.ts'
import type { Ledger } from '../ports.ts'
import { bookProfit } from './book-profit.ts'
import { compareStatement, type Comparison } from './compare-statement.ts'
import { settleLeg } from './settle-leg.ts'
import { findStatedLegs } from './stated-leg.ts'
import { findStatements, keepStatement } from './statement-rows.ts'
import { tellFindings } from './tell-findings.ts'

type Ask = z.output<typeof ledgerStatement.body>

/** Holds an account's bets against the ledger, in one commit: settles what has ended, keeps and tells what differs. */
export async function onStatement(
  ledger: Ledger,
  ask: Ask,
): Promise<Reply<typeof ledgerStatement.reply>> {
  await ensureDesk(ledger.database, ask.deskId)
  const { settled, statement, halted } = await transact(ledger.database, (tx) =>
    holdAgainst(tx, ledger, ask),
  )
  for (const change of halted) announceControl(ledger, change)
  return ok({ settled, statement })
}

async function holdAgainst(tx: Transaction, ledger: Ledger, ask: Ask) {
  const { deskId, account, bets } = ask
  await lockDesk(tx, deskId)
  await lockAccount(tx, deskId, account)
  const listed = bets.map(({ betReference }) => betReference)
  // The desk is locked: nobody accepts, settles or closes meanwhile.
  const comparison = compareStatement(await findStatedLegs(tx, { deskId, account, listed }), ask)
  const halted = await settleAll(tx, ledger, comparison.settle)
  const settled = comparison.settle.map(({ legId }) => legId)
  return { settled, halted, statement: await keepIfLatest(tx, ask, comparison) }
}

async function settleAll(
  tx: Transaction,
  ledger: Ledger,
  settle: Comparison['settle'],
): Promise<ControlChange[]> {
  const executionIds = [...new Set(settle.map(({ executionId }) => executionId))]
  await lockExecutions(tx, executionIds)
  for (const { legId, ...ending } of settle)
    await settleLeg(tx, legId, { ...ending, by: 'statement' })
  const halted: ControlChange[] = []
  for (const id of executionIds) {
    const change = await bookProfit(tx, ledger, id)
    if (change !== undefined) halted.push(change)
  }
  return halted
}

/** The kept statement: this one, unless a later one was kept before it. */
async function keepIfLatest(
  tx: Transaction,
  ask: Ask,
  comparison: Comparison,
): Promise<StatementRow> {
  const before = (await findStatements(tx, ask.deskId)).find((row) => row.account === ask.account)
  if (before !== undefined && Date.parse(before.readAt) > Date.parse(ask.readAt)) return before
  const statement = await keepStatement(tx, ask, comparison)
  await tellFindings(tx, statement, before)
  return statement
}

/** The latest statement of each account of a desk. */
export async function onStatements(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerStatements.body>,
): Promise<Reply<typeof ledgerStatements.reply>> {
  return ok({ statements: await findStatements(database, deskId) })
}
