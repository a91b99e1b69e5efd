import {
  ok,
  refuse,
  type ExecutionRecord,
  type ledgerHedge,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import { appendLink } from '../database/audit-chain.ts'
import { lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Ledger } from '../ports.ts'
import { authorizeLegs } from './authorize-leg.ts'
import { isReopening, isStepWritten, refuseStep, stepOf, type HedgeAsk } from './decide-hedge.ts'
import { refuseReopening, reopen } from './reopen.ts'
import { findRecord } from './rows.ts'

type Answer = Reply<typeof ledgerHedge.reply>

interface Written {
  readonly reply: Answer
  /** The desk, if it was halted by this. */
  readonly halted?: ControlChange
}

/**
 * Writes a step of a hedge once, and its leg with it: there is never a hedge bet whose step is not written. A lone leg
 * that is left to a person also halts its desk.
 */
export async function onHedge(ledger: Ledger, ask: HedgeAsk): Promise<Answer> {
  const { reply, halted } = await transact(ledger.database, (tx) => hedgeOnce(tx, ask))
  if (halted !== undefined) announceControl(ledger, halted)
  if (reply.ok && reply.created) METRICS.hedges.add({ step: ask.step })
  return reply
}

async function hedgeOnce(tx: Transaction, ask: HedgeAsk): Promise<Written> {
  const { executionId, step } = ask
  // For an operator's choice too: what is opened meanwhile may be on the same match.
  await lockExecution(tx, executionId, { withDesk: step === 'escalated' || ask.by !== undefined })
  const record = await findRecord(tx, executionId)
  if (record === undefined)
    return { reply: refuse('NOT_FOUND', `There is no execution ${executionId}.`) }
  if (isStepWritten(record, ask)) return { reply: ok({ ...record, created: false }) }
  const refusal = refuseStep(record, ask) ?? (await refuseToReopen(tx, record, ask))
  return refusal === undefined ? writeStep(tx, record, ask) : { reply: refusal }
}

/**
 * Plans a hedge leg that an operator chose, and opens its execution again if it is closed, for a caller that has locked the
 * desk and the execution. Answers a refusal; undefined: it is planned.
 */
export async function planHedgeLeg(
  tx: Transaction,
  record: ExecutionRecord,
  ask: HedgeAsk,
): Promise<Refusal | undefined> {
  const refusal = refuseStep(record, ask) ?? (await refuseToReopen(tx, record, ask))
  if (refusal === undefined) await writeStep(tx, record, ask)
  return refusal
}

async function refuseToReopen(
  tx: Transaction,
  record: ExecutionRecord,
  ask: HedgeAsk,
): Promise<Refusal | undefined> {
  return isReopening(record, ask) ? refuseReopening(tx, record) : undefined
}

async function writeStep(
  tx: Transaction,
  record: ExecutionRecord,
  ask: HedgeAsk,
): Promise<Written> {
  const { executionId, step, leg } = ask
  const { details, ...event } = stepOf(record, ask)
  const row = await tx.hedgeEvent.create({ data: { ...event, details: toJson(details) } })
  await sealRow(tx, 'hedge_events', { id: row.id })
  if (step === 'triggered')
    await tx.execution.update({ where: { id: executionId }, data: { hedgeTriggered: true } })
  const { matchId } = record.execution
  if (leg !== undefined) await authorizeLegs(tx, { matchId, plans: [leg] })
  const halted = step === 'escalated' ? await haltForPerson(tx, record) : undefined
  if (isReopening(record, ask)) await reopen(tx, executionId, details)
  const written = await findRecord(tx, executionId)
  const link = { ...details, legId: event.legId, ...(leg === undefined ? {} : { leg }) }
  await appendLink(tx, { kind: `hedge.${step}`, executionId, details: link })
  const reply = ok({ ...(written ?? record), created: true })
  return halted === undefined ? { reply } : { reply, halted }
}

function haltForPerson(
  tx: Transaction,
  { execution: { id: executionId, deskId } }: ExecutionRecord,
): Promise<ControlChange | undefined> {
  const reason = `Execution ${executionId} is left with a leg that is not covered. Look at its bets and decide.`
  return haltDesk(tx, {
    deskId,
    executionId,
    code: 'HEDGE_LEFT_TO_PERSON',
    reason,
    trading: 'HALT_NEW',
  })
}
