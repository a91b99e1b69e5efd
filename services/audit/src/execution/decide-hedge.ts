/**
 * Owns which steps a hedge may take and which leg it may plan next.
 * Kept here: one hedge leg at a time, each with its own id; the hedge service chooses again only after legs that are no
 * bets (never after UNKNOWN), and nothing twice; an operator chooses once the exposure is an operator's. Whether a planned
 * leg may be placed is decided again when it is armed.
 */
import {
  hedgesOf,
  isExposed,
  isHedgedAsAuthorised,
  isOperators,
  isOwned,
  isPairFinal,
  legIdOfStep,
  mayChooseAgain,
  nextHedgeLegId,
  openHedge,
  triedOn,
} from '@surefoot/execution-rules'
import {
  refuse,
  type ExecutionRecord,
  type HedgeEvent,
  type LegPlan,
  type ledgerHedge,
  type Refusal,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { faultOfPlan } from './authorize-leg.ts'

export type HedgeAsk = z.output<typeof ledgerHedge.body>

interface WrittenStep extends Omit<HedgeEvent, 'id' | 'timestamp'> {
  readonly legId: string | null
}

/** The step as its row has it, but for its id and instant. */
export function stepOf(
  record: ExecutionRecord,
  { executionId, step, details, leg, legId, by }: HedgeAsk,
): WrittenStep {
  return {
    auditId: executionId,
    step,
    legId: leg?.legId ?? (step === 'triggered' ? null : legIdOfStep({ legId }, record)),
    details: by === undefined ? details : { ...details, by },
  }
}

/** Whether the step is written already, for this hedge leg. */
export function isStepWritten(record: ExecutionRecord, ask: HedgeAsk): boolean {
  const { step, legId } = stepOf(record, ask)
  return record.hedgeEvents.some(
    (event) =>
      event.step === step && (step === 'triggered' || legIdOfStep(event, record) === legId),
  )
}

/** Whether a closed execution is to be opened again for the leg: an operator has it placed. */
export function isReopening({ execution }: ExecutionRecord, { leg, by }: HedgeAsk): boolean {
  return execution.closedAt !== null && leg !== undefined && by !== undefined
}

/** Why a step may not be written, or the leg in it not planned; undefined: it may. */
export function refuseStep(record: ExecutionRecord, ask: HedgeAsk): Refusal | undefined {
  const { execution } = record
  const { step, leg, legId, by } = ask
  if (execution.closedAt !== null && !isReopening(record, ask))
    return refuse('CLOSED', `Execution ${execution.id} is closed: no step ${step} can be added.`)
  if (step === 'escalated' && isHedgedAsAuthorised(record))
    return refuse('NOT_LONE', 'A hedge covers the bets, or may still: nothing is to be escalated.')
  if (leg !== undefined) return refusePlan(record, { leg, by })
  if (legId === undefined || hedgesOf(record).some((one) => one.legId === legId)) return undefined
  return refuse('INVALID_LEG', `Execution ${execution.id} has no hedge leg ${legId}.`)
}

interface Planned {
  readonly leg: LegPlan
  readonly by: HedgeAsk['by']
}

function refusePlan(record: ExecutionRecord, { leg, by }: Planned): Refusal | undefined {
  const { deskId, id: executionId, venue } = record.execution
  const open = openHedge(record)
  if (open !== undefined)
    return refuse('LEG_EXISTS', `Hedge leg ${open.legId} is ${open.state}: it may still be a bet.`)
  const legId = nextHedgeLegId(executionId, record)
  if (legId === null || hedgesOf(record).some((one) => one.legId === leg.legId))
    return refuse('LEG_EXISTS', `Execution ${executionId} has hedge leg ${leg.legId}, or too many.`)
  const refused = by === undefined ? refuseChoice(record, leg) : refuseOperators(record)
  if (refused !== undefined) return refused
  const fault = faultOfPlan(leg, { deskId, executionId, role: 'H', venue }, legId)
  return fault === undefined ? undefined : refuse('INVALID_LEG', fault)
}

/** Why the hedge service may not choose this. */
function refuseChoice(record: ExecutionRecord, leg: LegPlan): Refusal | undefined {
  const { id } = record.execution
  if (isOwned(record) || !mayChooseAgain(record))
    return refuse(
      'CONCLUDED',
      `What is exposed of execution ${id} is ${record.hedgeEvents.at(-1)?.step}: the hedge service plans no hedge for it any more.`,
    )
  const tried = triedOn(record, leg)
  if (tried === undefined) return undefined
  return refuse('TRIED', `Leg ${tried.legId} was on this selection and is ${tried.state}.`)
}

/** Why an operator may not choose a hedge now. */
function refuseOperators(record: ExecutionRecord): Refusal | undefined {
  const { id } = record.execution
  if (!isPairFinal(record) || !isExposed(record))
    return refuse('NOT_LONE', `Nothing of execution ${id} is exposed that a hedge could cover.`)
  if (isOperators(record)) return undefined
  return refuse('NOT_OWNED', `The hedge service has execution ${id}: no operator was asked.`)
}
