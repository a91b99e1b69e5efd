import { NoReply, refuse, type Account, type Refusal } from '@surefoot/shared'

/** A question to the ledger without an answer, as a refusal. Any other error is thrown on. */
export function refuseSilence(error: unknown): Refusal {
  if (!(error instanceof NoReply)) throw error
  return refuse(
    'LEDGER_UNAVAILABLE',
    'The ledger does not answer, so nothing is placed. See that the audit service and Postgres run.',
  )
}

/** A question to an account's browser, where no money moves, without an answer. Any other error is thrown on. */
export function refuseSilentBrowser(error: unknown, account: Account): Refusal {
  if (!(error instanceof NoReply)) throw error
  return error.code === 'NO_RESPONDERS'
    ? refuse('NO_EXECUTOR', `Account ${account} has no browser open. Turn it on.`)
    : refuse(
        'EXECUTOR_SILENT',
        `The browser of account ${account} does not answer. Look at it; if it stays so, turn the account off and on.`,
      )
}
