import type { ProviderContract } from '../contract/contract.ts'
import { readContract } from '../read-contract.ts'
import { boundFixtures, explainBound } from './bound-fixtures.ts'
import { checkSameBet } from './check-fixtures.ts'
import { checkImport } from './check-import.ts'
import { compileReplay } from './replay-fixture.ts'
import type { FixtureReport } from './replay-fixture.ts'

/** A message of the bus carries them, and an operator reads them. */
const MOST_FAULTS = 100
const LONGEST_FAULT = 2000

/** What an import makes of a document. It is a contract to keep where there are no faults. */
export interface Examination {
  /** Undefined: the document is no contract at all. */
  readonly contract: ProviderContract | undefined
  /** Each with its place in the document and what to do. */
  readonly faults: readonly string[]
  /** What the map makes of the recorded frames. */
  readonly fixtures: readonly FixtureReport[]
}

/**
 * Examines a document before it is stored as a contract. Stricter than `readContract`, which reads what was stored
 * before: a fault that only an import refuses must not take an open bet's contract away. Never throws.
 */
export function examineContract(document: unknown): Examination {
  const reading = readContract(document)
  if (!reading.ok) return { contract: undefined, faults: reading.faults, fixtures: [] }
  const { contract } = reading
  const bounded = boundFixtures(contract)
  const fixtures = bounded.fixtures.map(compileReplay(bounded))
  const replayed = fixtures.flatMap(({ title, faults, quotes }) =>
    [...faults, ...checkSameBet(quotes)].map((fault) => `${title}: ${fault}`),
  )
  const bound = replayed.length > 0 ? explainBound(contract, bounded) : []
  const faults = [...checkImport(contract), ...bound, ...replayed].slice(0, MOST_FAULTS)
  return { contract, faults: faults.map((fault) => fault.slice(0, LONGEST_FAULT)), fixtures }
}
