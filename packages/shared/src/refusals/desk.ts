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
  PRICE_UNKNOWN: {
    by: ['worker'],
    because: 'The worker has not received a price of a selection that the opportunity names.',
    remedy:
      'Nothing: it is taken once the price came. If it stays, see which scanner published the opportunity.',
  },
  OTHER_MATCH: {
    by: ['worker'],
    because:
      'The selections of the opportunity are not of one match, or of another than it names, by the quotes that the worker received.',
    remedy: 'Nothing was placed. If it stays, see which scanner published the opportunity.',
  },
  OTHER_MARKET: {
    by: ['worker'],
    because:
      'The selections of the opportunity are of two markets or lines, or of another than it names.',
    remedy: 'Nothing was placed. If it stays, see which scanner published the opportunity.',
  },
  NOT_OPPOSITE: {
    by: ['audit', 'worker'],
    because: 'The selections of the opportunity are not the two outcomes of a two-way market.',
    remedy: 'Nothing was placed. If it stays, see which scanner published the opportunity.',
  },
  ODDS_ABOVE_RECEIVED: {
    by: ['worker'],
    because: 'The opportunity has better odds than the worker received last.',
    remedy: 'Nothing: it is priced again. If it stays, see which scanner published it.',
  },
  PRICE_DOUBTED: {
    by: ['worker'],
    because:
      'A rail refuses the two prices that the worker received; its message has the rail and the numbers.',
    remedy: 'Compare both pages; the Opportunities screen shows what the rails refuse.',
  },
  STAKE_NOT_OURS: {
    by: ['worker'],
    because: "The opportunity has other stakes than the desk's own limits and sizing give.",
    remedy:
      'Give scanner and worker the same `STAKE`, `MIN_PROFIT_BPS` and `MAX_PROFIT_BPS`; else see which scanner published it.',
  },
  PROFIT_OVERSTATED: {
    by: ['audit', 'worker'],
    because: 'The opportunity promises another profit than its stakes win.',
    remedy: 'Nothing was placed. If it stays, see which scanner published the opportunity.',
  },
  NO_STAKE: {
    by: ['worker'],
    because: 'No stakes up to this one fit both providers.',
    remedy: 'Give another stake.',
  },
  NO_PROFIT: {
    by: ['audit', 'worker'],
    because:
      'The stakes win nothing for sure, or less than `MIN_PROFIT_BPS`, after rounding or where the result equals the line.',
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
