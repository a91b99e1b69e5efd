import type { RefusalMeaning } from './meaning.ts'

/** Why the worker takes no opportunity and changes no state. */
export const DESK = {
  NOT_RUNNING: {
    by: ['worker'],
    because: 'An account is not `RUNNING`.',
    remedy: 'Turn both on.',
  },
  WRONG_PROVIDER: {
    by: ['worker'],
    because: 'The opportunity is for another provider or contract.',
    remedy: 'Nothing: it is found again.',
  },
  QUOTE_STALE: {
    by: ['worker'],
    because: 'A price is too old.',
    remedy: 'Take a fresh opportunity.',
  },
  DESK_BUSY: {
    by: ['worker'],
    because: 'Auto takes one execution at a time.',
    remedy: 'Nothing.',
  },
  COOLDOWN: {
    by: ['worker'],
    because: 'This match was taken a moment ago.',
    remedy: 'Nothing: auto waits (`COOLDOWN_MS`).',
  },
  REFUSED: {
    by: ['worker'],
    because: 'The last request was refused; auto waits.',
    remedy: 'The message has the reason.',
  },
  OPPORTUNITY_CHANGED: {
    by: ['worker'],
    because: 'The opportunity is another match or another bet than was shown.',
    remedy: 'Read it, and take it again.',
  },
  OPPORTUNITY_GONE: {
    by: ['worker'],
    because: 'Its prices have moved.',
    remedy: 'Take another.',
  },
  NO_STAKE: {
    by: ['worker'],
    because: 'No stakes up to this one fit both providers.',
    remedy: 'Give another stake.',
  },
  NO_PROFIT: {
    by: ['worker'],
    because: 'The stakes win nothing for sure, after rounding or where the result equals the line.',
    remedy: 'Give a larger stake, or take another opportunity.',
  },
  NEEDS_REVIEW: {
    by: ['worker'],
    because: 'The profit is above what is usual for the sport, so a price may be wrong.',
    remedy: 'Compare both pages, then execute the row that shows why. Auto never takes it.',
  },
  LIMITS_UNKNOWN: {
    by: ['worker'],
    because: 'What providers accepted of larger stakes was not read from the ledger yet.',
    remedy: 'Try again in a moment; see that the audit service runs.',
  },
  LIMITED: {
    by: ['worker'],
    because: 'No stakes within a learnt limit win for sure; the message names it.',
    remedy: 'Forget the limit on the account, or take another opportunity.',
  },
  NOT_SERVING: {
    by: ['worker'],
    because: 'This worker has given up the desk.',
    remedy: 'Try again.',
  },
  UNKNOWN_DESK: {
    by: ['worker'],
    because: 'This worker serves another desk.',
    remedy: 'Set `DESK_ID`.',
  },
  DENIED: {
    by: ['worker'],
    because: 'The account is not where this step begins.',
    remedy: 'The message has what it waits for.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
