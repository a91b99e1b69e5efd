import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerHedge,
  type Refusal,
  type Reply,
} from '@surefoot/shared'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'
import { authorizeLegs, faultOfPlan } from './authorize-leg.ts'
import { findRecord } from './rows.ts'

type Ask = z.output<typeof ledgerHedge.body>

/** Writes a step of a hedge once, and its leg with it: there is never a hedge bet whose step is not written. */
export async function onHedge(
  { database }: Ledger,
  ask: Ask,
): Promise<Reply<typeof ledgerHedge.reply>> {
  return transact(database, async (tx) => {
    await lockExecution(tx, ask.executionId)
    const record = await findRecord(tx, ask.executionId)
    if (record === undefined)
      return refuse('NOT_FOUND', `There is no execution ${ask.executionId}.`)
    if (record.hedgeEvents.some(({ step }) => step === ask.step))
      return ok({ ...record, created: false })
    const refusal = refuseStep(record, ask)
    if (refusal !== undefined) return refusal
    await writeStep(tx, record, ask)
    const written = await findRecord(tx, ask.executionId)
    const { executionId, step, details, leg } = ask
    const link = leg === undefined ? details : { ...details, leg }
    await appendLink(tx, { kind: `hedge.${step}`, executionId, details: link })
    return ok({ ...(written ?? record), created: true })
  })
}

function refuseStep({ execution, legs }: ExecutionRecord, { step, leg }: Ask): Refusal | undefined {
  if (execution.closedAt !== null)
    return refuse('CLOSED', `Execution ${execution.id} is closed: no step ${step} can be added.`)
  if (leg === undefined) return undefined
  if (legs.some(({ role }) => role === 'H'))
    return refuse(
      'LEG_EXISTS',
      `Execution ${execution.id} has a hedge leg: there is one automatic attempt.`,
    )
  const { deskId, id: executionId, venue } = execution
  const fault = faultOfPlan(leg, { deskId, executionId, role: 'H', venue })
  return fault === undefined ? undefined : refuse('INVALID_LEG', fault)
}

async function writeStep(
  tx: Transaction,
  { execution }: ExecutionRecord,
  { executionId, step, details, leg }: Ask,
): Promise<void> {
  await tx.hedgeEvent.create({ data: { auditId: executionId, step, details: toJson(details) } })
  if (step === 'triggered')
    await tx.execution.update({ where: { id: executionId }, data: { hedgeTriggered: true } })
  if (leg !== undefined) await authorizeLegs(tx, execution.matchId, [leg])
}
