import type { Account, Bet, StatementDifference, StatementRow } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Prisma } from '../generated/client.ts'

/** What a statement shows that the one before it did not: told to the operator once, and linked. */
export async function tellFindings(
  tx: Transaction,
  statement: StatementRow,
  before: StatementRow | undefined,
): Promise<void> {
  const { deskId, account } = statement
  const external = statement.external.filter(
    ({ betReference }) => !before?.external.some((known) => known.betReference === betReference),
  )
  const differences = statement.differences.filter(
    ({ legId, kind }) =>
      !before?.differences.some((known) => known.legId === legId && known.kind === kind),
  )
  if (external.length === 0 && differences.length === 0) return
  const about = { service: 'audit', level: 'warn', deskId, account, at: await readClock(tx) }
  await tx.systemLog.createMany({
    data: [
      ...external.map((bet) => entryOfBet(about, bet)),
      ...differences.map((difference) => entryOfDifference(about, difference)),
    ],
  })
  const details = { deskId, account, readAt: statement.readAt, external, differences }
  await appendLink(tx, { kind: 'statement.differs', executionId: null, details })
}

type Entry = Prisma.SystemLogCreateManyInput
type About = Pick<Entry, 'service' | 'level' | 'deskId' | 'at'> & { readonly account: Account }

function entryOfBet(about: About, bet: Bet): Entry {
  const message = `Bet ${bet.betReference} of ${bet.stake} at ${bet.odds} was not placed by the desk. It counts as exposure and is not touched.`
  return { ...about, code: 'EXTERNAL_BET', message, details: toJson(bet) }
}

function entryOfDifference(about: About, difference: StatementDifference): Entry {
  const { legId } = difference
  return {
    ...about,
    code: 'STATEMENT_DIFFERENCE',
    message: `Leg ${legId}: ${difference.message}`,
    executionId: executionIdOf(legId),
    details: toJson(difference),
  }
}

/** The id of a leg is its execution's with its role behind. */
function executionIdOf(legId: string): string {
  return legId.slice(0, legId.lastIndexOf('-'))
}
