import type { ProviderContract } from '../contract/contract.ts'
import { readContract } from '../read-contract.ts'
import { compileReplay } from './replay-fixture.ts'
import type { FixtureReport } from './replay-fixture.ts'

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
  const fixtures = contract.fixtures.map(compileReplay(contract))
  const faults = fixtures.flatMap(({ title, faults: found }) =>
    found.map((fault) => `${title}: ${fault}`),
  )
  return { contract, faults, fixtures }
}
