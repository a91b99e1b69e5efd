import type { Answer } from '@surefoot/provider'
import type { Receipt } from '@surefoot/shared/messages'
import type { Submit } from '../ports.ts'

const LONGEST_RAW = 4000

/** Nothing is known. */
export const EMPTY_RECEIPT: Receipt = {
  state: 'UNKNOWN',
  stake: null,
  odds: null,
  betReference: null,
  code: null,
  message: null,
  paper: false,
  raw: null,
}

/** Proof that nothing was placed: no event of a click reached the commit element. */
export function notClicked(why: string): Receipt {
  return {
    ...EMPTY_RECEIPT,
    state: 'REJECTED',
    code: 'NOT_CLICKED',
    message: `Nothing was clicked: ${why}.`.slice(0, 500),
  }
}

/** What a leg gets that is not clicked: its stake, at the odds of the slip. */
export function paperReceipt({ permit, aimed }: Pick<Submit, 'permit' | 'aimed'>): Receipt {
  return {
    ...EMPTY_RECEIPT,
    state: 'ACCEPTED',
    stake: permit.stake,
    odds: aimed.slip.odds,
    message: 'Paper: nothing was clicked.',
    paper: true,
  }
}

/** What was asked, where it could be read: a provider that accepts without saying what has taken what it was asked. */
interface Asked {
  readonly stake: string
  readonly odds: string
}

/** A provider's answer, with its raw text cut to what the ledger keeps. */
export function readReceipt(answer: Answer, raw: string, asked?: Asked): Receipt {
  const { state, betReference, selectionId, eventId, placedAt, code, message } = answer
  const taken = state === 'ACCEPTED' ? asked : undefined
  return {
    state,
    stake: answer.stake ?? taken?.stake ?? null,
    odds: answer.odds ?? taken?.odds ?? null,
    betReference,
    ...(selectionId === undefined ? {} : { selectionId }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(placedAt === undefined ? {} : { placedAt }),
    code,
    message,
    paper: false,
    raw: raw.slice(0, LONGEST_RAW),
  }
}
