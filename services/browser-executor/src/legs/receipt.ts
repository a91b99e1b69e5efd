import type { Receipt } from '@surefoot/shared'
import type { Submit } from '../ports.ts'

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
