import type { Rail, Verdict } from '@surefoot/appraisal'
import { refuse, type Refusal, type RefusalCode } from '@surefoot/shared/messages'
import type { Received } from './claim.ts'

/** By which code a pair is refused that a rail does not believe. */
const CODE_OF: Readonly<Record<Rail, RefusalCode>> = {
  'currencies differ': 'PRICE_DOUBTED',
  'settlement rules differ': 'PRICE_DOUBTED',
  'two selections in one place': 'PRICE_DOUBTED',
  'price in doubt': 'PRICE_DOUBTED',
  'prices flipped': 'PRICE_DOUBTED',
  'too good to be true': 'PRICE_DOUBTED',
  'line not known': 'PRICE_DOUBTED',
  'other side not open': 'PRICE_DOUBTED',
  'contract not known': 'PRICE_DOUBTED',
  'match has started': 'PRICE_DOUBTED',
  'a tie wins nothing': 'NO_PROFIT',
  'profit too small': 'NO_PROFIT',
  'no stake': 'NO_STAKE',
  suspended: 'SUSPENDED',
  stale: 'QUOTE_STALE',
  'market frozen': 'QUOTE_STALE',
}

/** Why the worker's own quotes of a pair are no opportunity. */
export function refuseVerdict(
  verdict: Exclude<Verdict, { readonly kind: 'found' }>,
  { A, B }: Received,
): Refusal {
  if (verdict.kind === 'refused') return refuse(CODE_OF[verdict.rail], verdict.because)
  return refuse(
    'NO_PROFIT',
    `The odds that this worker received, ${A.quote.odds} at account A and ${B.quote.odds} at account B, win nothing for sure.`,
  )
}
