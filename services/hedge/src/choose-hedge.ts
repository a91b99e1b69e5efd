import { fromMinor, planHedge, type BackPlan, type Choice } from '@surefoot/arbitrage'
import { refuse, type ExecutionRecord, type Refusal } from '@surefoot/shared'
import { askPerson } from './ask-person.ts'
import { findLone, sideOf } from './lone-leg.ts'
import { planLeg } from './plan-leg.ts'
import type { Ports } from './ports.ts'
import { quoteSides } from './quote-sides.ts'
import { writeChoice } from './write-choice.ts'
import { writeStep, type HedgeStepOf } from './write-step.ts'

/** Write the hedge that is best at worst now as the one to place; if there is none, or it is too late, ask a person. */
export async function chooseHedge(ports: Ports, record: ExecutionRecord): Promise<ExecutionRecord> {
  const lone = findLone(record)
  if (lone === undefined) return record
  const { options, lossLimitMinor, executionTimeoutMs } = ports.settings
  const late = refuseLate(ports, record)
  if (late !== undefined)
    return askPerson(ports, record, lone, { code: late.code, reason: late.message })
  const quotes = await quoteSides(ports, lone)
  const plan = planHedge({ ...lone.bets, quotes, allowed: options, lossLimitMinor })
  if (plan.take === 'hold')
    return askPerson(ports, record, lone, { code: plan.code, reason: plan.reason, quotes })
  const { back, choices } = plan
  const deadlineMs = Math.min(ports.epochMs() + executionTimeoutMs, latestMs(ports, record))
  const leg = planLeg(lone, sideOf(lone, back.kind), { ...back, deadlineMs })
  return writeStep(ports, record, { ...describePlan(back, choices), leg })
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
