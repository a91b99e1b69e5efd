import { readContract } from '../src/index.ts'
import type { ProviderContract } from '../src/index.ts'

/** A document as a contract; a document with faults fails the test with them. */
export function contractOf(document: unknown): ProviderContract {
  const read = readContract(document)
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.contract
}
