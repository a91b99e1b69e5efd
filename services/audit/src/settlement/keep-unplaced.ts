import type { ledgerStatement, StatementRow } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { executionOfLeg } from '../execution/desks-of-leg.ts'
import { haltForUnplaced } from '../execution/keep-unplaced-bet.ts'
import { describeUnplaced, UNPLACED_CAUSES } from '../execution/unplaced-bet.ts'
import type { FoundUnplaced, Known } from './unplaced-of.ts'

type Ask = Pick<
  z.output<typeof ledgerStatement.body>,
  'deskId' | 'account' | 'bets' | 'readAt' | 'providerId'
>

const links = z.array(
  z.object({ betReference: z.string(), legId: z.string(), cause: z.enum(UNPLACED_CAUSES) }),
)

/** What is known of the listed bets: from the chain, whether a receipt or a statement found them, and from the statement before. */
export async function findKnown(
  tx: Transaction,
  { deskId, account, bets, readAt }: Ask,
  before: StatementRow | undefined,
): Promise<Omit<Known, 'elsewhere'>> {
  const found = links.parse(
    await tx.$queryRaw`
      SELECT "details"->>'betReference' AS "betReference", "details"->>'legId' AS "legId",
        coalesce("details"->>'cause', 'after_end') AS "cause"
      FROM "audit_chain"
        LEFT JOIN "accounts" own ON own."deskId" = ${deskId} AND own."account" = ${account}
      WHERE "kind" IN ('late_receipt', 'bet.unplaced')
        AND "details"->>'betReference' = ANY(${bets.map(({ betReference }) => betReference)})
        AND coalesce("details"->>'deskId', ${deskId}) = ${deskId}
        AND coalesce("details"->>'account', ${account}) = ${account}
        AND coalesce("details"->>'providerId', own."providerId") IS NOT DISTINCT FROM
          coalesce(own."providerId", "details"->>'providerId')
      ORDER BY "sequence"`,
  )
  return {
    isLatest: isLatest(before, readAt),
    unplaced: new Map(found.map(({ betReference, ...link }) => [betReference, link])),
    external: new Set(before?.external.map(({ betReference }) => betReference)),
  }
}

/** Whether no later statement of the account is kept. */
export function isLatest(before: StatementRow | undefined, readAt: string): boolean {
  return before === undefined || Date.parse(before.readAt) <= Date.parse(readAt)
}

/**
 * Links each bet that no leg can have and that the chain does not hold yet, and stops every click of the desk, which the
 * caller has locked. Answers the changes of control.
 */
export async function keepUnplacedBets(
  tx: Transaction,
  { deskId, account, readAt }: Ask,
  {
    found,
    known,
  }: {
    readonly found: readonly FoundUnplaced[]
    readonly known: Pick<Known, 'unplaced'>
  },
): Promise<ControlChange[]> {
  const halted: ControlChange[] = []
  for (const { bet, legId, cause } of found) {
    const { betReference } = bet
    if (known.unplaced.has(betReference)) continue
    const leg = await tx.leg.findUnique({ where: { id: legId } })
    const executionId = executionOfLeg(legId)
    const reason = describeUnplaced(cause, { legId, state: leg?.state ?? null }, betReference)
    halted.push(...(await haltForUnplaced(tx, { deskId, executionId, account, cause, reason })))
    const providerId = leg?.providerId ?? null
    const details = { legId, cause, deskId, account, providerId, betReference, bet, readAt }
    await appendLink(tx, { kind: 'bet.unplaced', executionId, details: toJson(details) })
  }
  return halted
}
