import { z } from 'zod'
import { money, odds } from './common.ts'
import { defineRequest } from './define.ts'
import { legPlan } from './leg.ts'

/** What the provider's slip says, read back from the page. */
export const slip = z.object({
  odds,
  stake: money,
  maxStake: money.nullable(),
  balance: money.nullable(),
})
export type Slip = z.infer<typeof slip>

/**
 * Put the leg on the provider's slip and read it back. No money moves.
 * Refused with ODDS_MOVED, STAKE_OVER_LIMIT, FUNDS, SUSPENDED, LOGGED_OUT, SLIP_INVALID or NOT_READY.
 */
export const legPrepare = defineRequest('leg.prepare', 'account', legPlan, z.object({ slip }))
