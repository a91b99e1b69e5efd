import type { RefusalMeaning } from './meaning.ts'

/** What keeps a bet from being placed, found by those who place it. */
export const PLACING = {
  ODDS_MOVED: {
    by: ['browser-executor', 'execution'],
    because: 'The slip shows lower odds than the leg needs, or both slips together win nothing.',
    remedy: 'Nothing was placed; the next opportunity is priced again.',
  },
  STAKE_OVER_LIMIT: {
    by: ['browser-executor', 'execution'],
    because: 'The provider takes less than the stake.',
    remedy: 'Lower the stake.',
  },
  FUNDS: {
    by: ['browser-executor', 'execution'],
    because: 'The balance does not pay the stake.',
    remedy: 'Pay in, or lower the stake.',
  },
  SUSPENDED: {
    by: ['browser-executor', 'worker'],
    because: 'The provider has suspended the selection.',
    remedy: 'Wait until it is open again.',
  },
  LOGGED_OUT: {
    by: ['browser-executor', 'worker'],
    because: 'Nobody is logged in at the provider.',
    remedy: "Log in in the account's browser.",
  },
  SLIP_INVALID: {
    by: ['browser-executor', 'execution'],
    because:
      'The slip does not show the leg as it was asked for, or a limit or balance on it cannot be read.',
    remedy: 'Check the slip; if the page has changed, teach its contract again.',
  },
  NOT_COVERABLE: {
    by: ['execution'],
    because: 'No stake that the other provider takes covers this one.',
    remedy: 'Before A: give another stake. After A: the hedge is called for.',
  },
  FIRST_NOT_ACCEPTED: {
    by: ['execution'],
    because: 'Leg A is not accepted, so leg B is not placed.',
    remedy: 'See what became of leg A.',
  },
  NO_CONTRACT: {
    by: ['execution', 'hedge', 'worker'],
    because: 'No contract of this version, or for this origin.',
    remedy: 'Import it.',
  },
  LOCKED: {
    by: ['execution'],
    because: 'Another execution of this match is under way.',
    remedy: 'Wait until it is closed.',
  },
  LOCK_TOO_SHORT: {
    by: ['execution'],
    because: 'Redis answered too late to lock the match.',
    remedy: 'Try again.',
  },
  OVER_CAP: {
    by: ['audit', 'execution'],
    because: 'The account would have more outstanding than its cap.',
    remedy: 'Wait until bets are settled, lower the stake, or raise the cap.',
  },
  REQUEST_EXPIRED: {
    by: ['execution'],
    because: 'The request was taken from its queue too late; nothing was placed.',
    remedy: 'Take a fresh opportunity; if it happens often, see docs/scaling.md.',
  },
  LATE: {
    by: ['hedge'],
    because: 'The hedge was not placed within its time.',
    remedy: 'Decide by hand.',
  },
  CHOICE_CHANGED: {
    by: ['hedge'],
    because: 'The price, the stake or the bets in force are worse than what was shown.',
    remedy: 'Nothing was placed; read the choice and press it again.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
