import { toMinor, type HedgeQuote } from '@surefoot/arbitrage'
import { betsRead, NoReply, readBetsWhole } from '@surefoot/shared'
import type { Ports } from '../ports.ts'
import type { ExposedBets } from './exposed-bets.ts'

/** What its provider would pay for the exposed bet now, or why that is not known: for the person who decides. */
export async function readCashOut(
  { bus, settings }: Ports,
  { leg }: ExposedBets,
): Promise<HedgeQuote> {
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
