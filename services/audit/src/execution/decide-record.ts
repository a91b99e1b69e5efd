import { canMove } from '@surefoot/arbitrage'
import { refuse, type ledgerRecord, type LegState, type Refusal } from '@surefoot/shared/messages'
import type { z } from 'zod'

export type RecordAsk = z.output<typeof ledgerRecord.body>

/**
 * What a person writes who decides about a leg. A service that has hung may come with its proof after the leg was left to
 * a person, who may have covered it by hand by then: only a bet that was taken still counts.
 */
export function hasNote({ evidence }: Pick<RecordAsk, 'evidence'>): boolean {
  return typeof evidence?.['note'] === 'string'
}

/** Whether the leg moves: a refusal is for a move that claims more than it shows (I10). */
export function decideRecord(from: LegState, ask: RecordAsk): 'move' | 'stay' | Refusal {
  // Only a permit arms a leg.
  if (ask.to === 'ARMED' || !canMove(from, ask.to)) return 'stay'
  if (ask.to === 'ACCEPTED' && ask.receipt?.state !== 'ACCEPTED')
    return refuse('NO_RECEIPT', `Leg ${ask.legId} is not ACCEPTED without a receipt that says so.`)
  if (from === 'ESCALATED' && ask.to === 'ACCEPTED' && ask.receipt?.betReference === null)
    return refuse('NO_RECEIPT', `Name the bet that leg ${ask.legId} became.`)
  if (ask.to === 'ABSENT' && Object.keys(ask.evidence ?? {}).length === 0)
    return refuse('NO_EVIDENCE', `Leg ${ask.legId} is not ABSENT without the evidence of it.`)
  if (from === 'ESCALATED' && ask.to === 'ABSENT' && !hasNote(ask)) return 'stay'
  return 'move'
}
