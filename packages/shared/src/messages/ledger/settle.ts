import { z } from 'zod'
import { bet } from '../bets-read.ts'
import {
  account,
  accountScope,
  actor,
  deskScope,
  instant,
  money,
  providerId,
  shownText,
} from '../common.ts'
import { defineRequest } from '../define.ts'
import { leg, legId, settlementResult } from '../leg.ts'

/**
 * Book how an accepted bet ended, by hand: its stake is exposure no more. Settling again with the same result and
 * return answers `changed: false`. `corrects` is the instant (`at`) of the settlement that this one corrects: a new entry that
 * names the old one, and the profit is booked again. Refused: NOT_FOUND, NOT_ACCEPTED, SETTLED (it is settled otherwise, and
 * the settlement to correct is not named, or is another).
 */
export const ledgerSettle = defineRequest(
  'ledger.settle',
  'global',
  z.object({
    legId,
    result: settlementResult,
    returned: money,
    by: actor,
    corrects: instant.optional(),
    /** Why it is corrected. */
    reason: z.string().max(500).optional(),
  }),
  z.object({ changed: z.boolean(), leg }),
)

/** Where a provider's statement and the ledger do not say the same of a bet. */
export const statementDifference = z.object({
  kind: z.enum(['missing', 'other_stake', 'other_odds', 'other_return', 'other_result']),
  legId,
  betReference: z.string(),
  /** For the operator. */
  message: shownText,
})
export type StatementDifference = z.infer<typeof statementDifference>

/** A bet that must be the desk's own, with the leg whose permit it followed; `null`: the ledger does not hold the leg. */
export const unplacedBet = bet.extend({ legId: legId.nullable() })
export type UnplacedBet = z.infer<typeof unplacedBet>

/** The latest statement of an account, held against the ledger. */
export const statementRow = z.object({
  ...accountScope,
  balance: money,
  readAt: instant,
  /** Open bets that no leg placed and no leg may have: placed by hand. They are counted and never touched. */
  external: z.array(bet),
  /** Stake of all open bets that no leg counts: `external` and `unplaced`. */
  externalStake: money,
  /** Bets of ours that no leg can have: each is an alarm. Left out by a ledger of before. */
  unplaced: z.array(unplacedBet).optional(),
  /** Bets on the selection of a leg of which it is not known whether it was placed. Left out by a ledger of before. */
  undecided: z.array(bet).optional(),
  differences: z.array(statementDifference),
})
export type StatementRow = z.infer<typeof statementRow>

/**
 * Hold an account's bets, as its provider shows them, against the ledger: settles the legs whose bets have ended, keeps
 * what is external and what differs. An older statement than the kept one changes nothing but what it settles. Of one in
 * parts (`sendStatement`) each part settles, and the last one keeps; until then the answer holds what was found so far.
 * Refused: PART_MISSING.
 */
export const ledgerStatement = defineRequest(
  'ledger.statement',
  'global',
  z.object({
    ...accountScope,
    bets: z.array(bet),
    balance: money,
    readAt: instant,
    /** Whose lists these are; left out: those of the account's present provider. */
    providerId: providerId.optional(),
    /** Of a statement that is sent in parts, in their order, each with all bets of its selections; left out: it is whole. */
    part: z.object({ number: z.number().int().min(1), of: z.number().int().min(1) }).optional(),
  }),
  z.object({ settled: z.array(legId), statement: statementRow }),
)

/** Bets of an account that its statements cannot show: they are at a provider that it has left. */
export const unwatchedBets = z.object({
  account,
  providerId,
  /** The account's provider now. */
  movedTo: providerId,
  bets: z.number().int().positive(),
  stake: money,
})
export type UnwatchedBets = z.infer<typeof unwatchedBets>

/** The latest statement of each account of a desk that has one, and the bets that no statement can show. */
export const ledgerStatements = defineRequest(
  'ledger.statements',
  'global',
  z.object(deskScope),
  z.object({
    statements: z.array(statementRow),
    /** Left out by a ledger of before. */
    unwatched: z.array(unwatchedBets).optional(),
  }),
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
