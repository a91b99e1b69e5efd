import { planHedge, type HedgeQuote } from '@surefoot/arbitrage'
import type { ExecutionRecord } from '@surefoot/shared'
import type { LoneLeg } from './lone-leg.ts'
import type { Ports } from './ports.ts'
import { quoteSides } from './quote-sides.ts'
import { readCashOut } from './read-cash-out.ts'
import { writeChoice } from './write-choice.ts'
import { writeStep } from './write-step.ts'

export interface Escalation {
  readonly code: string
  /** Why no hedge was placed, or why it is not enough: whole sentences for the operator. */
  readonly reason: string
  /** What the slips show, if they were just looked at. */
  readonly quotes?: readonly HedgeQuote[]
}

/** Leave a lone leg to a person, with what each choice wins or loses at worst at present prices. */
export async function askPerson(
  ports: Ports,
  record: ExecutionRecord,
  lone: LoneLeg,
  { code, reason, quotes }: Escalation,
): Promise<ExecutionRecord> {
  const { options, lossLimitMinor } = ports.settings
  const seen = quotes ?? (await quoteSides(ports, lone))
  const { choices } = planHedge({
    ...lone.bets,
    quotes: [...seen, await readCashOut(ports, lone)],
    allowed: options,
    lossLimitMinor,
  })
  const { role, account } = lone.leg
  return writeStep(ports, record, {
    step: 'escalated',
    message: `Leg ${role} at account ${account} is not covered. ${reason} Nothing more is placed for it: take one of its choices at the bookmaker, or hold.`,
    details: { code, reason, choices: choices.map(writeChoice) },
  })
}
