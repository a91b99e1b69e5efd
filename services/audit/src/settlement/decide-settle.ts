import { toMinor } from '@surefoot/arbitrage'
import { refuse, type ledgerSettle, type Leg, type Refusal } from '@surefoot/shared/messages'
import type { z } from 'zod'

export type SettleAsk = z.output<typeof ledgerSettle.body>

/**
 * Whether the leg is settled now. A bet ends once; what was written wrongly is corrected by an entry that names the one it
 * corrects, so that of two corrections at once the second is refused.
 */
export function decideSettle(
  { legId, state, settlement }: Pick<Leg, 'legId' | 'state' | 'settlement'>,
  { result, returned, corrects }: Pick<SettleAsk, 'result' | 'returned' | 'corrects'>,
): 'settle' | 'correct' | 'stay' | Refusal {
  if (state !== 'ACCEPTED')
    return refuse('NOT_ACCEPTED', `Leg ${legId} is ${state}: there is no bet to settle.`)
  if (settlement === null) return 'settle'
  const isSame = settlement.result === result && toMinor(settlement.returned) === toMinor(returned)
  if (isSame) return 'stay'
  if (corrects !== undefined && Date.parse(corrects) === Date.parse(settlement.at)) return 'correct'
  return refuse(
    'SETTLED',
    `Leg ${legId} was settled as ${settlement.result}, ${settlement.returned} returned, by ${settlement.by} at ${settlement.at}: correct that settlement, or leave it.`,
  )
}
