/**
 * Owns a statement that comes in parts: what its parts have shown is put together here and kept as one when the last has
 * come, so that the account's exposure never counts a part for the whole.
 *
 * 1. Parts come in their order. A part that came before changes nothing; one after a gap is refused.
 * 2. A first part begins again, whatever came before.
 */
import {
  bet,
  refuse,
  statementDifference,
  type ledgerStatement,
  type Refusal,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import { UNPLACED_CAUSES } from '../execution/unplaced-bet.ts'
import type { Findings } from './statement-rows.ts'

type Ask = z.output<typeof ledgerStatement.body>

const found = z.object({
  external: z.array(bet),
  unplaced: z.array(z.object({ bet, legId: z.string(), cause: z.enum(UNPLACED_CAUSES) })),
  undecided: z.array(bet),
  differences: z.array(statementDifference),
  /** References of the account's own unsettled bets among those listed. */
  listed: z.array(z.string()),
})
export type FoundInParts = z.output<typeof found>

const NOTHING: FoundInParts = {
  external: [],
  unplaced: [],
  undecided: [],
  differences: [],
  listed: [],
}

export type Progress =
  | {
      readonly ok: true
      readonly isRepeated: boolean
      readonly isLast: boolean
      readonly before: FoundInParts
    }
  | Refusal

/** How far the statement has come before this part. Refused: PART_MISSING. */
export async function readProgress(
  tx: Transaction,
  { deskId, account, readAt, part = { number: 1, of: 1 } }: Ask,
): Promise<Progress> {
  const { number, of } = part
  const isLast = number === of
  if (number === 1) return { ok: true, isRepeated: false, isLast, before: NOTHING }
  const row = await tx.statementParts.findUnique({ where: { deskId_account: { deskId, account } } })
  const isOfIt = row?.readAt.getTime() === Date.parse(readAt)
  if (row === null || !isOfIt || row.next < number)
    return refuse(
      'PART_MISSING',
      `Part ${number} of ${of} of the statement of account ${account} came without the one before it. Send it again from its first part.`,
    )
  return { ok: true, isRepeated: row.next > number, isLast, before: found.parse(row.found) }
}

/** What was found up to and with a part. */
export function addPart(
  before: FoundInParts,
  { external, unplaced, undecided, differences }: Findings,
  listed: readonly string[],
): FoundInParts {
  return {
    external: [...before.external, ...external],
    unplaced: [...before.unplaced, ...unplaced],
    undecided: [...before.undecided, ...undecided],
    differences: [...before.differences, ...differences],
    listed: [...before.listed, ...listed],
  }
}

/** Keeps what was found up to and with this part. */
export async function keepProgress(
  tx: Transaction,
  { deskId, account, readAt, part }: Ask,
  sum: FoundInParts,
): Promise<void> {
  if (part === undefined || part.of === 1) return
  const row = { readAt, next: part.number + 1, found: toJson(sum) }
  await tx.statementParts.upsert({
    where: { deskId_account: { deskId, account } },
    create: { deskId, account, ...row },
    update: row,
  })
}
