import { fromMinor } from '@surefoot/arbitrage'
import type { LegPlan } from '@surefoot/shared'
import type { ExposedBets, Side } from './exposed-bets.ts'

export interface LegTerms {
  /** Of the hedge leg. */
  readonly legId: string
  readonly stakeMinor: number
  readonly leastOdds: string
  /** Milliseconds since 1970. */
  readonly deadlineMs: number
}

/** The hedge leg of a lone leg's execution at one side. */
export function planLeg({ leg }: ExposedBets, side: Side, terms: LegTerms): LegPlan {
  const { deskId, executionId, venue } = leg
  const { account, providerId, contractVersion, eventId, selectionId } = side
  return {
    deskId,
    account,
    legId: terms.legId,
    executionId,
    role: 'H',
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake: fromMinor(terms.stakeMinor),
    leastOdds: terms.leastOdds,
    deadline: new Date(terms.deadlineMs).toISOString(),
    venue,
  }
}
