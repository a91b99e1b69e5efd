import type { RefusalMeaning } from './meaning.ts'

/** What a browser, its page or its account does not do. */
export const BROWSERS = {
  ALREADY_OPEN: {
    by: ['browser-executor'],
    because: "The account's browser is open already, here or at another executor.",
    remedy: 'Close it there.',
  },
  OPEN_FAILED: {
    by: ['browser-executor'],
    because: 'The browser did not open.',
    remedy: 'The message has the reason; turn the account on again.',
  },
  NO_URL: {
    by: ['worker'],
    because: 'The account has no address.',
    remedy: 'Give one, or set `URL_A`, `URL_B`.',
  },
  BAD_URL: {
    by: ['worker'],
    because: 'The address is not one that can be opened.',
    remedy: 'Give one such as `https://example.com`.',
  },
  URL_NOT_ALLOWED: {
    by: ['browser-executor'],
    because: 'The address is not on the list of allowed sites.',
    remedy: 'Import its contract, or add it to `ALLOWED_ORIGINS`.',
  },
  NOT_READY: {
    by: ['browser-executor', 'worker'],
    because:
      'The browser does not watch the provider of the leg, or is not as far as the step needs.',
    remedy: 'Mark the provider again, or turn the account off and on.',
  },
  STALE_BROWSER: {
    by: ['browser-executor'],
    because: 'Another browser has taken the place of the one that was meant.',
    remedy: 'Nothing: the present one is asked.',
  },
  OLD_BROWSER: {
    by: ['worker'],
    because: 'The mark comes from a browser that was closed.',
    remedy: 'Mark in the open one.',
  },
  CLOSING: {
    by: ['worker'],
    because: 'An old browser is still closing.',
    remedy: 'Try again in a moment.',
  },
  BROWSER_STOPS: {
    by: ['worker'],
    because: "The account's browser executor is being stopped.",
    remedy: 'Turn the account on again when it is closed.',
  },
  WRONG_ORIGIN: {
    by: ['browser-executor', 'worker'],
    because: 'The page is not at the provider.',
    remedy: 'Go back to it, then mark it.',
  },
  WATCH_FAILED: {
    by: ['browser-executor'],
    because: 'The page could not be loaded again.',
    remedy: 'See that the site can be reached.',
  },
  SELF_TEST_FAILED: {
    by: ['worker'],
    because: 'The page does not show what its contract describes.',
    remedy: 'Teach the contract again.',
  },
  CONTRACT_UNREADABLE: {
    by: ['worker'],
    because: 'A contract cannot be read.',
    remedy: 'Import it again.',
  },
  VIEW_FAILED: {
    by: ['browser-executor'],
    because: 'The browser gives no picture.',
    remedy: 'Try again; turn the account off and on.',
  },
  ACT_FAILED: {
    by: ['browser-executor'],
    because: 'The browser did not do it.',
    remedy: 'See its picture and try again.',
  },
  READ_FAILED: {
    by: ['browser-executor'],
    because: 'The bets of the account cannot be read.',
    remedy: "Check the account's page; a reading that failed proves nothing and is tried again.",
  },
  READING_GONE: {
    by: ['browser-executor'],
    because: 'A part of a reading that is not kept any more.',
    remedy: 'Nothing: the bets are read again.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
