import { ANSWERS, FENCE, FIXTURES } from './bets.ts'
import { PATHS, SELECTORS } from './page.ts'
import type { Bad } from './parts.ts'
import { POINTERS, RULES, SOURCES } from './stream.ts'

/** Documents that were contracts to every check before, each with the fault that an import names. */
export const badContracts: readonly Bad[] = [
  ...SELECTORS,
  ...PATHS,
  ...POINTERS,
  ...RULES,
  ...SOURCES,
  ...FENCE,
  ...ANSWERS,
  ...FIXTURES,
]
