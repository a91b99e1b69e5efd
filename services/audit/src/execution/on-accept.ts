import { fromMinor } from '@surefoot/arbitrage'
import { latestHedge } from '@surefoot/execution-rules'
import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerAccept,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'
import { decideAccept } from './decide-accept.ts'
import { findRecord } from './rows.ts'

type Ask = z.output<typeof ledgerAccept.body>
type Answer = Reply<typeof ledgerAccept.reply>

/** Writes that an operator accepts what the bets of an execution may lose, with the reason, once. */
export async function onAccept({ database }: Ledger, ask: Ask): Promise<Answer> {
  return transact(database, (tx) => accept(tx, ask))
}

async function accept(tx: Transaction, ask: Ask): Promise<Answer> {
  const { executionId } = ask
  await lockExecution(tx, executionId, { withDesk: true })
  const record = await findRecord(tx, executionId)
  if (record === undefined) return refuse('NOT_FOUND', `There is no execution ${executionId}.`)
  const decision = decideAccept(record)
  if (decision === 'stay') return ok({ ...record, created: false })
  if ('ok' in decision) return decision
  await writeHeld(tx, record, ask, decision.worstMinor)
  return ok({ ...((await findRecord(tx, executionId)) ?? record), created: true })
}

async function writeHeld(
  tx: Transaction,
  record: ExecutionRecord,
  { executionId, reason, by }: Ask,
  worstMinor: number,
): Promise<void> {
  const worstCase = fromMinor(worstMinor)
  const message = `${by} accepted ${worstCase} at worst: ${reason}`
  const details = { by, reason, worstCase, message }
  const legId = latestHedge(record)?.legId ?? null
  const { id } = await tx.hedgeEvent.create({
    data: { auditId: executionId, step: 'held', legId, details: toJson(details) },
  })
  await sealRow(tx, 'hedge_events', { id })
  await appendLink(tx, { kind: 'hedge.held', executionId, details: { ...details, legId } })
}
