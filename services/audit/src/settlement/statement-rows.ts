import { fromMinor, toMinor } from '@surefoot/arbitrage'
import { statementRow, type ledgerStatement, type StatementRow } from '@surefoot/shared'
import type { z } from 'zod'
import type { Reader, Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Statement } from '../generated/client.ts'
import type { Comparison } from './compare-statement.ts'

/** A statement as the messages carry it. */
function readStatement(row: Statement): StatementRow {
  return statementRow.parse({
    ...row,
    balance: row.balance.toFixed(2),
    readAt: row.readAt.toISOString(),
    externalStake: row.externalStake.toFixed(2),
  })
}

/** The latest statement of each account of the desk that has one. */
export async function findStatements(reader: Reader, deskId: string): Promise<StatementRow[]> {
  const rows = await reader.statement.findMany({ where: { deskId }, orderBy: { account: 'asc' } })
  return rows.map(readStatement)
}

/** Keeps a statement in place of the account's former one. */
export async function keepStatement(
  tx: Transaction,
  { deskId, account, balance, readAt }: z.output<typeof ledgerStatement.body>,
  { external, differences }: Comparison,
): Promise<StatementRow> {
  const stakeMinor = external.reduce((sum, { stake }) => sum + toMinor(stake), 0)
  const kept = {
    balance,
    readAt,
    external: external.map(toJson),
    externalStake: fromMinor(stakeMinor),
    differences: differences.map(toJson),
  }
  const row = await tx.statement.upsert({
    where: { deskId_account: { deskId, account } },
    create: { deskId, account, ...kept },
    update: kept,
  })
  return readStatement(row)
}
