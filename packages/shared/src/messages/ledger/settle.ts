import { z } from 'zod'
import { bet } from '../bets-read.ts'
import { accountScope, actor, deskScope, instant, money } from '../common.ts'
import { defineRequest } from '../define.ts'
import { leg, legId, settlementResult } from '../leg.ts'

/**
 * Book how an accepted bet ended, by hand: its stake is exposure no more. Settling again with the same result and
 * return answers `changed: false`. Refused: NOT_FOUND, NOT_ACCEPTED, SETTLED (otherwise: what is booked stays booked).
 */
export const ledgerSettle = defineRequest(
  'ledger.settle',
  'global',
  z.object({ legId, result: settlementResult, returned: money, by: actor }),
  z.object({ changed: z.boolean(), leg }),
)

/** Where a provider's statement and the ledger do not say the same of a bet. */
export const statementDifference = z.object({
  kind: z.enum(['missing', 'other_stake', 'other_odds', 'other_return', 'other_result']),
  legId,
  betReference: z.string(),
  /** For the operator. */
  message: z.string(),
})
export type StatementDifference = z.infer<typeof statementDifference>

/** The latest statement of an account, held against the ledger. */
export const statementRow = z.object({
  ...accountScope,
  balance: money,
  readAt: instant,
  /** Open bets that no leg placed and no leg may have: placed by hand. They are counted and never touched. */
  external: z.array(bet),
  externalStake: money,
  differences: z.array(statementDifference),
})
export type StatementRow = z.infer<typeof statementRow>

/**
 * Hold an account's bets, as its provider shows them, against the ledger: settles the legs whose bets have ended, keeps
 * what is external and what differs. An older statement than the kept one changes nothing but what it settles.
 */
export const ledgerStatement = defineRequest(
  'ledger.statement',
  'global',
  z.object({ ...accountScope, bets: z.array(bet), balance: money, readAt: instant }),
  z.object({ settled: z.array(legId), statement: statementRow }),
)

/** The latest statement of each account of a desk that has one. */
export const ledgerStatements = defineRequest(
  'ledger.statements',
  'global',
  z.object(deskScope),
  z.object({ statements: z.array(statementRow) }),
)

/**
 * The accounts whose bets are to be read now and then: those that are RUNNING, and those with a live bet that was accepted
 * and is not settled. `readAt` is when their latest statement was read.
 */
export const ledgerDue = defineRequest(
  'ledger.due',
  'global',
  z.object({}),
  z.object({
    accounts: z.array(
      z.object({ ...accountScope, unsettled: z.number().int(), readAt: instant.nullable() }),
    ),
  }),
)
