import type { Mutant } from '../mutant.ts'
import { EVIDENCE_MUTANTS } from './evidence.ts'
import { EXECUTION_MUTANTS } from './execution.ts'
import { EXECUTOR_MUTANTS } from './executor.ts'
import { HEDGE_MUTANTS } from './hedge.ts'
import { LEDGER_MUTANTS } from './ledger.ts'
import { PAYOFF_MUTANTS } from './payoff.ts'
import { RESTORE_MUTANTS } from './restore.ts'

/** Every bug that is planted, in the order of the kill table. */
export const MUTANTS: readonly Mutant[] = [
  ...EXECUTOR_MUTANTS,
  ...LEDGER_MUTANTS,
  ...EVIDENCE_MUTANTS,
  ...EXECUTION_MUTANTS,
  ...HEDGE_MUTANTS,
  ...PAYOFF_MUTANTS,
  ...RESTORE_MUTANTS,
]
