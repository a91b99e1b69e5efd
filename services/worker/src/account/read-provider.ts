import { readContract, selfTest } from '@surefoot/provider'
import { ok, refuse, type ContractRow, type Refusal } from '@surefoot/shared'
import type { Ledger } from '../ports.ts'

/** The contract that serves an origin, proven on its own fixtures. Refused: NO_CONTRACT, SELF_TEST_FAILED, LEDGER_SILENT. */
export async function readProvider(
  ledger: Ledger,
  origin: string,
): Promise<({ readonly ok: true } & Pick<ContractRow, 'providerId' | 'version'>) | Refusal> {
  const reply = await ledger.contractList({ origin })
  if (!reply.ok) return reply
  const [row] = reply.contracts
  if (row === undefined)
    return refuse(
      'NO_CONTRACT',
      `No contract serves ${origin}. Import one under Contracts, then mark the provider again.`,
    )
  const reading = readContract(row.document)
  const test = reading.ok ? selfTest(reading.contract) : reading
  return test.ok
    ? ok({ providerId: row.providerId, version: row.version })
    : refuse('SELF_TEST_FAILED', failure(row, test.faults))
}

function failure({ name, version }: ContractRow, faults: readonly string[]): string {
  const first = faults.slice(0, 3).join('; ')
  return `The contract of ${name}, version ${version}, fails its self-test: ${first}. Import a version that passes.`.slice(
    0,
    1000,
  )
}
