import type { Fault } from '../check/fault.ts'
import type { ProviderContract } from '../contract/contract.ts'
import { checkAnswers } from './check-answers.ts'
import { checkConditions } from './check-conditions.ts'
import { checkFence } from './check-fence.ts'
import { checkFixtures } from './check-fixtures.ts'
import { checkLocators } from './check-locators.ts'
import { checkAddresses } from './check-addresses.ts'
import { checkPointers } from './check-pointers.ts'
import { checkStream } from './check-stream.ts'
import { checkWords } from './check-words.ts'

const CHECKS: readonly ((contract: ProviderContract) => Fault[])[] = [
  checkLocators,
  checkAddresses,
  checkPointers,
  checkConditions,
  checkStream,
  checkWords,
  checkFence,
  checkAnswers,
  checkFixtures,
]

/** What would fail only in use: parts of a contract that name nothing, are never reached, or take one thing for another. */
export function checkImport(contract: ProviderContract): string[] {
  return CHECKS.flatMap((check) => check(contract)).map(([path, words]) => `${path}: ${words}`)
}
