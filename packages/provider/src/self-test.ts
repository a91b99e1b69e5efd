import type { ProviderContract } from './contract/contract.ts'
import { compileReplay } from './import/replay-fixture.ts'

export type SelfTest = { readonly ok: true } | { readonly ok: false; readonly faults: string[] }

/** Runs the contract's recorded frames through its own map. Each fault names its fixture. */
export function selfTest(contract: ProviderContract): SelfTest {
  const replay = compileReplay(contract)
  const faults = contract.fixtures.flatMap((fixture) =>
    replay(fixture).faults.map((fault) => `${fixture.title}: ${fault}`),
  )
  return faults.length === 0 ? { ok: true } : { ok: false, faults }
}
