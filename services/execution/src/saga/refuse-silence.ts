import { NoReply } from '@surefoot/shared/bus'
import { refuse, type Refusal } from '@surefoot/shared/messages'

/** A question to the ledger without an answer, as a refusal. Any other error is thrown on. */
export function refuseSilence(error: unknown): Refusal {
  if (!(error instanceof NoReply)) throw error
  return refuse(
    'LEDGER_UNAVAILABLE',
    'The ledger does not answer, so nothing is placed. See that the audit service and Postgres run.',
  )
}
