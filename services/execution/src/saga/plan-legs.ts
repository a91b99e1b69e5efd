import { leastOddsOfFirst, leastOddsOfSecond, toMinor, type StakeLimits } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  refuse,
  type Account,
  type ExecRequest,
  type LegPlan,
  type Refusal,
} from '@surefoot/shared/messages'

export interface PlanLegsInput {
  readonly request: ExecRequest
  /** The stakes that B's provider takes. */
  readonly limitsOfB: StakeLimits
  /** On the ledger's clock, which holds the legs to their deadlines. */
  readonly nowMs: number
  readonly executionTimeoutMs: number
}

export type LegPlans = Readonly<Record<Account, LegPlan>>

/**
 * The legs of an execution as the ledger shall authorise them. Each has a time of its own: B's begins when A's ends.
 * Refused: NOT_COVERABLE.
 */
export function planLegs(input: PlanLegsInput): { ok: true; plans: LegPlans } | Refusal {
  const { request, limitsOfB, nowMs, executionTimeoutMs } = input
  const { A, B } = request.opportunity.legs
  const leastOddsA = leastOddsOfFirst({
    stakeMinor: toMinor(A.stake),
    otherOdds: B.odds,
    otherLimits: limitsOfB,
  })
  if (leastOddsA === undefined) {
    return refuse(
      'NOT_COVERABLE',
      `No stake that ${B.providerId} takes would cover ${A.stake} at ${A.providerId}. Nothing was placed: give a stake that both take.`,
    )
  }
  const leastOddsB = leastOddsOfSecond({
    stakeMinor: toMinor(B.stake),
    otherStakeMinor: toMinor(A.stake),
    lossLimitMinor: 0,
  })
  const leastOdds = { A: leastOddsA, B: leastOddsB }
  const plan = (account: Account): LegPlan => {
    const { providerId, contractVersion, eventId, selectionId, stake } =
      request.opportunity.legs[account]
    return {
      deskId: request.deskId,
      account,
      legId: `${request.executionId}-${account}`,
      executionId: request.executionId,
      role: account,
      providerId,
      contractVersion,
      eventId,
      selectionId,
      stake,
      leastOdds: leastOdds[account],
      deadline: new Date(
        nowMs + (ACCOUNTS.indexOf(account) + 1) * executionTimeoutMs,
      ).toISOString(),
      venue: request.venue,
    }
  }
  return { ok: true, plans: { A: plan('A'), B: plan('B') } }
}
