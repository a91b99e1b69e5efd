import { toMinor } from '@surefoot/arbitrage'
import { refuse, type ledgerSettle, type Leg, type Refusal } from '@surefoot/shared'
import type { z } from 'zod'

export type SettleAsk = z.output<typeof ledgerSettle.body>

/** Whether the leg is settled now: a bet ends once, and what is booked stays booked. */
export function decideSettle(
  { legId, state, settlement }: Pick<Leg, 'legId' | 'state' | 'settlement'>,
  { result, returned }: Pick<SettleAsk, 'result' | 'returned'>,
): 'settle' | 'stay' | Refusal {
  if (state !== 'ACCEPTED')
    return refuse('NOT_ACCEPTED', `Leg ${legId} is ${state}: there is no bet to settle.`)
  if (settlement === null) return 'settle'
  const isSame = settlement.result === result && toMinor(settlement.returned) === toMinor(returned)
  if (isSame) return 'stay'
  return refuse(
    'SETTLED',
    `Leg ${legId} was settled as ${settlement.result}, ${settlement.returned} returned, by ${settlement.by}: what is booked stays booked.`,
  )
}
