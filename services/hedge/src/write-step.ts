import { fromMinor, type Choice } from '@surefoot/arbitrage'
import type { LogEntry } from '@surefoot/shared/bus'
import {
  hedgeChanged,
  type ExecutionRecord,
  type HedgeChoice,
  type HedgeStep,
  type LegPlan,
} from '@surefoot/shared/messages'
import type { Ports } from './ports.ts'

/** What the messages carry; the ledger keeps all of it. */
const LONGEST_CHANGE = 500
const LONGEST_LOG = 1000

export interface HedgeStepOf {
  readonly step: HedgeStep
  /** For the operator. */
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
  readonly leg?: LegPlan
  /** The hedge leg whose end it is. */
  readonly legId?: string | undefined
}

/** Write a step to the ledger, with the leg it plans, and tell who watches. A step that is written already stays as it is. */
export async function writeStep(
  ports: Ports,
  { execution }: ExecutionRecord,
  { step, message, details, leg, legId }: HedgeStepOf,
): Promise<ExecutionRecord> {
  const { id: executionId } = execution
  const of = { ...(leg && { leg }), ...(legId !== undefined && { legId }) }
  const { created, ...record } = await ports.ledger.hedge({
    executionId,
    step,
    details: { message, ...details },
    ...of,
  })
  if (created) announce(ports, record, { step, message })
  return record
}

/** Tell who watches of a step that the ledger holds. */
export function announce(
  { bus, epochMs }: Ports,
  { execution }: ExecutionRecord,
  { step, message }: Pick<HedgeStepOf, 'step' | 'message'>,
): void {
  const { deskId, id: executionId } = execution
  const at = new Date(epochMs()).toISOString()
  const told = { deskId, executionId, step, at }
  bus.publish(hedgeChanged, { ...told, message: message.slice(0, LONGEST_CHANGE) })
  const level = LEVELS[step]
  if (level === undefined) return
  const code = `HEDGE_${step.toUpperCase()}`
  bus.log({ level, code, message: message.slice(0, LONGEST_LOG), deskId, executionId })
}

/** What an auditor will look for later. */
const LEVELS: Partial<Record<HedgeStep, LogEntry['level']>> = {
  covered: 'info',
  failed: 'warn',
  escalated: 'error',
}

/** A choice as the steps of a hedge hold it. */
export function writeChoice(choice: Choice): HedgeChoice {
  const { kind, account, odds, stakeMinor, worstCaseMinor, why } = choice
  const stake = stakeMinor === null ? null : fromMinor(stakeMinor)
  const worstCase = worstCaseMinor === null ? null : fromMinor(worstCaseMinor)
  return { kind, account, odds, stake, worstCase, why }
}
