import type { RefusalMeaning } from './meaning.ts'

/** What is refused because a process, a server or a clock is away, or does not fit. */
export const SILENCE = {
  CLOCK_SKEW: {
    by: ['worker', 'execution', 'browser-executor'],
    because:
      "The clock of this machine is more than 0.5 s off the ledger's; the message has the figure.",
    remedy:
      'Nothing was placed: synchronise the clock by NTP. B, hedges and the search for a leg go on.',
  },
  CLOCK_UNKNOWN: {
    by: ['worker', 'execution', 'browser-executor'],
    because: 'No reply of the ledger has stated its clock yet.',
    remedy: 'Nothing was placed: see that the audit service runs, in this version.',
  },
  LEDGER_SILENT: {
    by: ['browser-executor', 'gateway', 'worker'],
    because: 'The ledger does not answer.',
    remedy:
      'See that the audit service and Postgres run; what became of a leg is found out by itself.',
  },
  LEDGER_UNAVAILABLE: {
    by: ['execution'],
    because: 'The ledger does not answer, so nothing is placed.',
    remedy: 'See that the audit service and Postgres run.',
  },
  LEDGER_INTERRUPTED: {
    by: ['audit'],
    because: 'The ledger lost its connection to Postgres before it committed; nothing was done.',
    remedy: 'See that Postgres runs; what is safe to repeat is repeated.',
  },
  REDIS_UNAVAILABLE: {
    by: ['execution'],
    because: 'Redis does not answer, so exposure cannot be counted.',
    remedy: 'See that Redis runs.',
  },
  NO_EXECUTOR: {
    by: ['execution', 'hedge', 'worker'],
    because: 'The account has no browser open.',
    remedy: 'Turn it on.',
  },
  EXECUTOR_SILENT: {
    by: ['execution', 'hedge', 'worker'],
    because: "The account's browser does not answer.",
    remedy: 'Check its page; turn the account off and on.',
  },
  SCANNER_SILENT: {
    by: ['gateway'],
    because: 'The scanner does not reply, so no present price is known.',
    remedy: 'See that the scanner runs.',
  },
  STREAM_SILENT: {
    by: ['worker'],
    because: "The account's browser has not reported lately.",
    remedy: 'Check its page.',
  },
  BROWSER_SILENT: {
    by: ['worker'],
    because: 'The browser has not reported yet which page it shows.',
    remedy: 'Try again in a moment.',
  },
  NOT_ENQUEUED: {
    by: ['worker'],
    because: 'The queue did not confirm the request; it may be executed.',
    remedy: 'Read History before you try again.',
  },
  TOO_LATE: {
    by: 'all',
    because: 'The request arrived after its sender had stopped waiting; nothing was done.',
    remedy: 'Nothing: its sender has gone on without the reply.',
  },
  MALFORMED: {
    by: 'all',
    because: 'The request does not fit its schema.',
    remedy: 'See that all services run the same version.',
  },
  REPLY_TOO_LARGE: {
    by: 'all',
    because: 'The reply is larger than NATS passes on; the request was carried out.',
    remedy: 'Raise `max_payload` of NATS.',
  },
  FSYNC_OFF: {
    by: ['audit'],
    because: 'Live on a Postgres that does not write through.',
    remedy: 'Set `fsync = on`.',
  },
  COMMIT_NOT_SYNCHRONOUS: {
    by: ['audit'],
    because: 'Live on a Postgres that confirms commits too early.',
    remedy: 'Set `synchronous_commit = on`.',
  },
  STANDBY_NOT_SYNCHRONOUS: {
    by: ['audit'],
    because: 'Live on a Postgres with a standby that commits do not wait for.',
    remedy: 'Name it in `synchronous_standby_names`, or remove it and its slot.',
  },
  NO_SYNCHRONOUS_STANDBY: {
    by: ['audit'],
    because: 'The standby that commits wait for is away.',
    remedy: 'Start it.',
  },
} as const satisfies Readonly<Record<string, RefusalMeaning>>
