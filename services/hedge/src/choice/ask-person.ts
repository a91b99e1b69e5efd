import { planHedge, type HedgeQuote } from '@surefoot/arbitrage'
import { latestHedge } from '@surefoot/execution-rules'
import type { ExecutionRecord } from '@surefoot/shared'
import type { Ports } from '../ports.ts'
import { writeStep } from '../write-step.ts'
import type { ExposedBets } from './exposed-bets.ts'
import { quoteSides } from './quote-sides.ts'
import { readCashOut } from './read-cash-out.ts'
import { writeChoice } from './write-choice.ts'

export interface Escalation {
  readonly code: string
  /** Why no hedge was placed, or why it is not enough: whole sentences for the operator. */
  readonly reason: string
  /** What the slips show, if they were just looked at. */
  readonly quotes?: readonly HedgeQuote[]
}

/** Leave exposed bets to a person, with what each choice wins or loses at worst at present prices. */
export async function askPerson(
  ports: Ports,
  record: ExecutionRecord,
  exposed: ExposedBets,
  { code, reason, quotes }: Escalation,
): Promise<ExecutionRecord> {
  const { options, lossLimitMinor } = ports.settings
  const seen = quotes ?? (await quoteSides(ports, exposed, 'all'))
  const { choices } = planHedge({
    ...exposed.bets,
    quotes: [...seen, await readCashOut(ports, exposed)],
    allowed: options,
    lossLimitMinor,
  })
  const { role, account } = exposed.leg
  return writeStep(ports, record, {
    step: 'escalated',
    legId: latestHedge(record)?.legId,
    message: `Leg ${role} at account ${account} is not covered. ${reason} Nothing more is placed for it by itself: take one of its choices, or accept the risk.`,
    details: { code, reason, choices: choices.map(writeChoice) },
  })
}
