import {
  fromMinor,
  planHedge,
  type BackPlan,
  type Choice,
  type HedgeQuote,
} from '@surefoot/arbitrage'
import { findExposed, type ExposedBets } from '@surefoot/execution-rules'
import { Fault } from '@surefoot/shared/bus'
import { refuse, type ExecutionRecord, type Refusal } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { writeChoice, writeStep, type HedgeStepOf } from '../write-step.ts'
import { askPerson } from './ask-person.ts'
import { planLeg, sideOf } from './plan-leg.ts'
import { quoteSides } from './quote-sides.ts'

/**
 * Write the hedge that is best at worst now as the one to place; if there is none, or it is too late, ask a person. What is
 * exposed and how much covers it follows from the bets in force as the record has them.
 */
export async function chooseHedge(
  ports: Ports,
  record: ExecutionRecord,
  /** Why the hedge before this one was no bet. */
  failed?: string,
): Promise<ExecutionRecord> {
  const exposed = findExposed(record)
  if (exposed === undefined) return record
  const ask = (code: string, reason: string, quotes?: readonly HedgeQuote[]) =>
    askPerson(ports, record, exposed, {
      code,
      reason: failed === undefined ? reason : `${failed} ${reason}`,
      ...(quotes && { quotes }),
    })
  const late = refuseLate(ports, record)
  if (late !== undefined) return ask(late.code, late.message)
  const { options, lossLimitMinor } = ports.settings
  const quotes = await quoteSides(ports, exposed, 'untried')
  const plan = planHedge({ ...exposed.bets, quotes, allowed: options, lossLimitMinor })
  if (plan.take === 'hold') return ask(plan.code, plan.reason, quotes)
  return writePlan(ports, record, { exposed, ...plan })
}

interface Chosen {
  readonly exposed: ExposedBets
  readonly back: BackPlan
  readonly choices: readonly Choice[]
}

async function writePlan(
  ports: Ports,
  record: ExecutionRecord,
  { exposed, back, choices }: Chosen,
): Promise<ExecutionRecord> {
  const { nextLegId: legId } = exposed
  if (legId === null)
    throw new Fault(
      'NO_HEDGE_LEG',
      `Execution ${record.execution.id} has its last leg`,
      'reconcile',
    )
  const { executionTimeoutMs } = ports.settings
  const deadlineMs = Math.min(ports.epochMs() + executionTimeoutMs, latestMs(ports, record))
  const leg = planLeg(exposed, sideOf(exposed, back.kind), { ...back, legId, deadlineMs })
  return writeStep(ports, record, { ...describePlan(back, choices), leg })
}

/** Whether a side is left that may be placed without a person, and was not tried. */
export function isChoiceLeft({ settings }: Ports, { sides, nextLegId }: ExposedBets): boolean {
  return (
    nextLegId !== null &&
    sides.some(({ kind, tried }) => tried === undefined && settings.options.includes(kind))
  )
}

/** Until when a hedge may be placed without a person. The ledger holds the leg to it on its own clock. */
function latestMs({ settings }: Ports, { hedgeEvents, execution }: ExecutionRecord): number {
  const triggered = hedgeEvents.find(({ step }) => step === 'triggered')
  return Date.parse(triggered?.timestamp ?? execution.timestamp) + settings.hedgeDeadlineMs
}

function refuseLate(ports: Ports, record: ExecutionRecord): Refusal | undefined {
  if (ports.epochMs() < latestMs(ports, record)) return undefined
  const { hedgeDeadlineMs } = ports.settings
  return refuse(
    'LATE',
    `Its hedge was not placed within ${hedgeDeadlineMs / 1000} s, and what was planned then is no plan for now.`,
  )
}

function describePlan(back: BackPlan, choices: readonly Choice[]): HedgeStepOf {
  const { kind, account, outcome, odds, leastOdds } = back
  const stake = fromMinor(back.stakeMinor)
  const worstCase = fromMinor(back.worstCaseMinor)
  return {
    step: 'planned',
    message: `Back ${outcome} at account ${account} with ${stake} at ${odds}, at least ${leastOdds}: ${worstCase} at worst.`,
    details: {
      kind,
      account,
      stake,
      odds,
      leastOdds,
      worstCase,
      choices: choices.map(writeChoice),
    },
  }
}
