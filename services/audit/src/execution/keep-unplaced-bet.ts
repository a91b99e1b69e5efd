import type { LegState } from '@surefoot/shared/messages'
import { appendLink } from '../database/audit-chain.ts'
import { lockDesks } from '../database/locks.ts'
import type { Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import { claimOf } from './claim-bet.ts'
import type { RecordAsk } from './decide-record.ts'
import type { Leg as StoredLeg } from '../generated/client.ts'
import { executionOfLeg, findDesksOfLeg } from './desks-of-leg.ts'
import { describeUnplaced, linkKindOf, type UnplacedCause } from './unplaced-bet.ts'

/**
 * Links an acceptance that no leg can have, and stops every click of its desk, which the caller has locked with the
 * execution. The leg stays as it is. The same acceptance again changes nothing. Answers the changes of control.
 */
export async function keepUnplacedReceipt(
  tx: Transaction,
  { id: legId, deskId, account, executionId, providerId }: StoredLeg,
  {
    ask,
    state,
    cause,
  }: {
    readonly ask: RecordAsk
    /** The leg's. */
    readonly state: LegState
    readonly cause: UnplacedCause
  },
): Promise<ControlChange[]> {
  if (await isKept(tx, ask)) return []
  const betReference = claimOf(ask.receipt)
  const halted = await haltForUnplaced(tx, {
    deskId,
    executionId,
    account,
    cause,
    reason: describeUnplaced(cause, { legId, state }, betReference),
  })
  const details = { ...ask, from: state, cause, deskId, account, providerId, betReference }
  await appendLink(tx, { kind: linkKindOf(cause), executionId, details: toJson(details) })
  return halted
}

/**
 * Links an acceptance of a leg that the ledger does not hold. The sender may name the desk; else it is the execution's; where
 * neither is known the bet may be any desk's, so all are halted.
 */
export async function keepUnknownLeg(tx: Transaction, ask: RecordAsk): Promise<ControlChange[]> {
  const desks = await findDesksOfLeg(tx, ask)
  await lockDesks(tx, desks)
  if (await isKept(tx, ask)) return []
  const cause = 'unknown_leg'
  const { legId, account } = ask
  const about = account === undefined ? {} : { account }
  const executionId = executionOfLeg(legId)
  const betReference = claimOf(ask.receipt)
  const reason = describeUnplaced(cause, { legId, state: null }, betReference)
  const halted: ControlChange[] = []
  for (const deskId of desks)
    halted.push(...(await haltForUnplaced(tx, { ...about, deskId, executionId, cause, reason })))
  const details = { ...ask, from: null, cause, betReference }
  await appendLink(tx, { kind: linkKindOf(cause), executionId, details: toJson(details) })
  return halted
}

interface UnplacedHalt {
  readonly deskId: string
  readonly executionId: string | null
  readonly account?: string
  readonly cause: UnplacedCause
  readonly reason: string
}

/** Halts the desk wholly, which the caller has locked: there is a bet that no leg counts. */
export async function haltForUnplaced(
  tx: Transaction,
  { cause, ...halt }: UnplacedHalt,
): Promise<ControlChange[]> {
  const code = cause === 'after_end' ? 'RECEIPT_AFTER_END' : 'BET_UNPLACED'
  const change = await haltDesk(tx, { ...halt, code, trading: 'HALT_ALL' })
  return change === undefined ? [] : [change]
}

/** Whether the same acceptance, by its leg, reference, stake and odds, is in the chain already. */
async function isKept(tx: Transaction, { legId, receipt }: RecordAsk): Promise<boolean> {
  const found: unknown = await tx.$queryRaw`
    SELECT 1 FROM "audit_chain"
    WHERE "kind" IN ('late_receipt', 'bet.unplaced') AND "details"->>'legId' = ${legId}
      AND "details"->'receipt' IS NOT NULL
      AND "details"->'receipt'->>'betReference' IS NOT DISTINCT FROM ${receipt?.betReference ?? null}::text
      AND ("details"->'receipt'->>'stake')::numeric IS NOT DISTINCT FROM ${receipt?.stake ?? null}::numeric
      AND ("details"->'receipt'->>'odds')::numeric IS NOT DISTINCT FROM ${receipt?.odds ?? null}::numeric
    LIMIT 1`
  return Array.isArray(found) && found.length > 0
}
