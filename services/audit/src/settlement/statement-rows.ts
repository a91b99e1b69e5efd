import { fromMinor, toMinor } from '@surefoot/arbitrage'
import {
  statementRow,
  type Bet,
  type ledgerStatement,
  type StatementRow,
  type UnplacedBet,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Reader, Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import type { Statement } from '../generated/client.ts'
import type { Comparison } from './compare-statement.ts'
import { resultOf } from './ending-of.ts'
import type { FoundUnplaced } from './unplaced-of.ts'

/** What of a comparison is kept. */
export type Findings = Pick<Comparison, 'external' | 'unplaced' | 'undecided' | 'differences'>

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
  { external, unplaced, undecided, differences }: Findings,
): Promise<StatementRow> {
  const kept = {
    balance,
    readAt,
    external: external.map(toJson),
    externalStake: uncountedStake({ external, unplaced }),
    unplaced: unplaced.map(writeUnplaced).map(toJson),
    undecided: undecided.map(toJson),
    differences: differences.map(toJson),
  }
  const row = await tx.statement.upsert({
    where: { deskId_account: { deskId, account } },
    create: { deskId, account, ...kept },
    update: kept,
  })
  await sealRow(tx, 'statements', { deskId, account })
  return readStatement(row)
}

/** What the parts of a statement have shown so far, as a statement that is not kept. */
export function statementSoFar(
  { deskId, account, balance, readAt }: z.output<typeof ledgerStatement.body>,
  { external, unplaced, undecided, differences }: Findings,
): StatementRow {
  return {
    deskId,
    account,
    balance,
    readAt,
    external: [...external],
    externalStake: uncountedStake({ external, unplaced }),
    unplaced: unplaced.map(writeUnplaced),
    undecided: [...undecided],
    differences: [...differences],
  }
}

/** A bet of the kept statement has become a leg's: it is no more one that nobody owns, and its stake is counted once. */
export async function forgetUnowned(
  tx: Transaction,
  { deskId, account, ...statement }: StatementRow,
  betReference: string,
): Promise<void> {
  const isOther = (bet: { betReference: string }): boolean => bet.betReference !== betReference
  const external = statement.external.filter(isOther)
  const unplaced = (statement.unplaced ?? []).filter(isOther)
  const undecided = (statement.undecided ?? []).filter(isOther)
  await tx.statement.update({
    where: { deskId_account: { deskId, account } },
    data: {
      external: external.map(toJson),
      externalStake: stakeOfOpen([...external, ...unplaced]),
      unplaced: unplaced.map(toJson),
      undecided: undecided.map(toJson),
    },
  })
  await sealRow(tx, 'statements', { deskId, account })
}

/** As the messages carry it. */
export function writeUnplaced({ bet, legId }: FoundUnplaced): UnplacedBet {
  return { ...bet, legId }
}

/** Stake of the open bets that no leg counts, as money. */
export function uncountedStake({
  external,
  unplaced,
}: Pick<Comparison, 'external' | 'unplaced'>): string {
  return stakeOfOpen([...external, ...unplaced.map(({ bet }) => bet)])
}

function stakeOfOpen(bets: readonly Bet[]): string {
  const open = bets.filter((bet) => resultOf(bet) === null)
  return fromMinor(open.reduce((sum, { stake }) => sum + toMinor(stake), 0))
}
