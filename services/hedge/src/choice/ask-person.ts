import { planHedge, toMinor, type HedgeQuote } from '@surefoot/arbitrage'
import { latestHedge, type ExposedBets } from '@surefoot/execution-rules'
import { NoReply } from '@surefoot/shared/bus'
import { betsRead, readBetsWhole, type ExecutionRecord } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'
import { writeChoice, writeStep } from '../write-step.ts'
import { quoteSides } from './quote-sides.ts'

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

/** What its provider would pay for the exposed bet now, or why that is not known: for the operator who decides. */
async function readCashOut({ bus, settings }: Ports, { leg }: ExposedBets): Promise<HedgeQuote> {
  const { deskId, account } = leg
  const no = (why: string): HedgeQuote => ({ kind: 'cash_out', account, why })
  try {
    const reply = await readBetsWhole(
      (ask) => bus.request(betsRead, ask, { deadlineMs: settings.lookMs }),
      { deskId, account },
    )
    if (!reply.ok) return no(`The bets of account ${account} cannot be read: ${reply.message}`)
    const bet = reply.bets.find(({ betReference }) => betReference === leg.receipt?.betReference)
    if (bet === undefined) return no(`The bet is not in the list of account ${account}.`)
    if (bet.cashOut === null) return no('The provider offers no cash-out for the bet.')
    return { kind: 'cash_out', account, worthMinor: toMinor(bet.cashOut) }
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return no(`The bets of account ${account} cannot be read: its browser does not answer.`)
  }
}
