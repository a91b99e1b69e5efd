import type { RefusalMeaning } from './meaning.ts'

/** Why the ledger opens no execution and gives no permit. */
export const PERMITS = {
  HALTED: {
    by: ['audit', 'worker'],
    because: 'The desk is halted.',
    remedy: 'Find out why; press Run.',
  },
  VENUE: {
    by: ['audit'],
    because: 'The desk changed between paper and live.',
    remedy: 'Ask again.',
  },
  SAFE_MODE: {
    by: ['audit'],
    because: 'A real browser in safe mode, or a simulated one outside.',
    remedy: 'Set `SAFE_MODE` alike for all services.',
  },
  HELD: {
    by: ['audit'],
    because: 'Another process holds the lease.',
    remedy: 'Nothing: it is at work, or its lease runs out.',
  },
  STALE_LEASE: {
    by: ['audit'],
    because: 'The executor does not hold the account any more.',
    remedy: 'Nothing was placed; another executor has the account, or turn it on again.',
  },
  MATCH_BUSY: {
    by: ['audit', 'worker'],
    because: "Another execution of this match, or of the provider's event, is open.",
    remedy: 'Wait until it is closed.',
  },
  SELECTION_BUSY: {
    by: ['audit'],
    because: 'Another leg of the account on this selection is open.',
    remedy: 'Wait until it is closed.',
  },
  INVALID_LEG: {
    by: ['audit'],
    because: 'The leg is not one of its execution, or not the bet of its opportunity.',
    remedy: 'Nothing was placed; report it to who maintains this.',
  },
  NOT_AUTHORIZED: {
    by: ['audit'],
    because: "The leg's one permit is gone, or it has ended.",
    remedy: 'Nothing: it is never placed twice.',
  },
  DEADLINE: {
    by: ['audit'],
    because: 'The leg came after its deadline.',
    remedy: 'Nothing was placed; if it happens often, raise `EXECUTION_TIMEOUT_MS`.',
  },
  EVIDENCE_MISSING: {
    by: ['audit', 'worker'],
    because:
      'Live: lists, balance or session of an account were never read in this version of its contract.',
    remedy: 'Log in on its page; if it stays, teach the lists again, or use paper.',
  },
  NOT_RECONCILED: {
    by: ['audit', 'worker'],
    because: 'Something of before may have been placed and is not found out.',
    remedy: 'Wait until it is closed, or decide what is `ESCALATED`.',
  },
  A_NOT_ACCEPTED: {
    by: ['audit'],
    because: 'Leg B without an accepted leg A, or after the bet of A ended.',
    remedy: 'Nothing was placed.',
  },
  NOT_LONE: {
    by: ['audit', 'hedge'],
    because: 'A hedge where the bets in force cover each other, or none is in force.',
    remedy: 'Nothing was placed.',
  },
  NO_COVER: {
    by: ['audit'],
    because: 'Leg B or a hedge that would leave more to lose than there is without it.',
    remedy: "Nothing was placed; a hedge is then an operator's.",
  },
  TRIED: {
    by: ['audit'],
    because: 'An earlier hedge leg was on this selection of this account.',
    remedy: 'Nothing: another choice is taken, or an operator is asked.',
  },
  LEG_EXISTS: {
    by: ['audit', 'hedge'],
    because: 'The execution has this hedge leg, or one that may still be a bet.',
    remedy: 'Nothing: one hedge is placed at a time.',
  },
  CONCLUDED: {
    by: ['audit'],
    because:
      'The exposure is covered, a hedge was accepted, or an operator was asked: the hedge service plans nothing more.',
    remedy: 'Choose on the console, where an operator was asked.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
