import { refuse, type Refusal } from '@surefoot/shared/messages'

/** Why a leg is not prepared or not placed, and what the operator can do about it. */
const REMEDIES = {
  ODDS_MOVED: 'Nothing was placed: the next opportunity has new prices.',
  STAKE_OVER_LIMIT: 'Lower the stake of the desk.',
  FUNDS: 'Pay in at the provider, or lower the stake of the desk.',
  SUSPENDED: 'Wait until the provider opens it again.',
  LOGGED_OUT: "Log in in the account's browser.",
  SLIP_INVALID:
    "Look at the slip in the account's browser; if the page has changed, teach its contract anew.",
  NOT_READY: "Mark the provider in the account's browser again, or turn the account off and on.",
  LEDGER_SILENT:
    'See that the audit service runs; what became of the leg is then found out by itself.',
} as const
export type LegRefusalCode = keyof typeof REMEDIES

const LONGEST_FACT = 380

/** A refusal whose message says what was found, in a sentence, and what to do. Nothing was clicked. */
export function refuseLeg(code: LegRefusalCode, fact: string): Refusal {
  return refuse(code, `${fact.slice(0, LONGEST_FACT)} ${REMEDIES[code]}`)
}
