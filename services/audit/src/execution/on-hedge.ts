import { compareOdds, isFinal, toMinor } from '@surefoot/arbitrage'
import {
  METRICS,
  ok,
  refuse,
  type ExecutionRecord,
  type HedgeStep,
  type Leg,
  type ledgerHedge,
  type Refusal,
  type Reply,
} from '@surefoot/shared'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockDeskOfExecution, lockExecution } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { toJson } from '../database/storable.ts'
import { announceControl, type ControlChange } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Ledger } from '../ports.ts'
import { authorizeLegs, faultOfPlan } from './authorize-leg.ts'
import { findRecord } from './rows.ts'

type Ask = z.output<typeof ledgerHedge.body>

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
export async function onHedge(ledger: Ledger, ask: Ask): Promise<Answer> {
  const { reply, halted } = await transact(ledger.database, (tx) => hedgeOnce(tx, ask))
  if (halted !== undefined) announceControl(ledger, halted)
  if (reply.ok && reply.created) METRICS.hedges.add({ step: ask.step })
  return reply
}

async function hedgeOnce(tx: Transaction, ask: Ask): Promise<Written> {
  const { executionId, step, details, leg } = ask
  if (step === 'escalated') await lockDeskOfExecution(tx, executionId)
  await lockExecution(tx, executionId)
  const record = await findRecord(tx, executionId)
  if (record === undefined)
    return { reply: refuse('NOT_FOUND', `There is no execution ${executionId}.`) }
  if (record.hedgeEvents.some((event) => event.step === step))
    return { reply: ok({ ...record, created: false }) }
  const refusal = refuseStep(record, ask)
  if (refusal !== undefined) return { reply: refusal }
  await writeStep(tx, record, ask)
  const written = await findRecord(tx, executionId)
  const halted = step === 'escalated' ? await haltForPerson(tx, record) : undefined
  const link = leg === undefined ? details : { ...details, leg }
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

/** When one of these is written, the lone leg is covered or a person's: no hedge is planned for it any more. */
const CONCLUSIONS: ReadonlySet<string> = new Set<HedgeStep>(['covered', 'held', 'escalated'])

/** Why a step may not be written, or the leg in it not planned; undefined: it may. */
export function refuseStep(
  { execution, legs, hedgeEvents }: ExecutionRecord,
  { step, leg }: Ask,
): Refusal | undefined {
  if (execution.closedAt !== null)
    return refuse('CLOSED', `Execution ${execution.id} is closed: no step ${step} can be added.`)
  const hedge = legs.find(({ role }) => role === 'H')
  if (step === 'escalated' && hedge !== undefined && mayCover(hedge))
    return refuse('NOT_LONE', `The hedge is ${hedge.state}: nothing is to be escalated.`)
  if (leg === undefined) return undefined
  if (hedge !== undefined)
    return refuse(
      'LEG_EXISTS',
      `Execution ${execution.id} has a hedge leg: there is one automatic attempt.`,
    )
  const concluded = hedgeEvents.find((event) => CONCLUSIONS.has(event.step))
  if (concluded !== undefined)
    return refuse(
      'CONCLUDED',
      `The lone leg of execution ${execution.id} is ${concluded.step}: no hedge is planned for it any more.`,
    )
  const { deskId, id: executionId, venue } = execution
  const fault = faultOfPlan(leg, { deskId, executionId, role: 'H', venue })
  return fault === undefined ? undefined : refuse('INVALID_LEG', fault)
}

/** Whether the lone leg is covered, or may still be. A hedge that was taken for less than authorised may leave too much. */
function mayCover({ state, stake, leastOdds, receipt }: Leg): boolean {
  if (state !== 'ACCEPTED') return !isFinal(state)
  const isStakeWhole = toMinor(receipt?.stake ?? stake) >= toMinor(stake)
  return isStakeWhole && compareOdds(receipt?.odds ?? leastOdds, leastOdds) >= 0
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
